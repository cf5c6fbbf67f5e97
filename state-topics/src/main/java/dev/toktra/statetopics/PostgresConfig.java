package dev.toktra.statetopics;

import io.smallrye.config.ConfigMapping;

/** The service's database and the passwords of its three roles; none has a default. */
@ConfigMapping(prefix = "toktra.postgres")
interface PostgresConfig {

    PostgresUrl url();

    String ownerPassword();

    String appPassword();

    String workerPassword();
}
