package dev.toktra.devstack.command;

import dev.toktra.devstack.suite.Bootstrap;
import dev.toktra.devstack.suite.StackAddresses;
import dev.toktra.devstack.suite.StackSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The longer things that the launcher says. */
final class Words {

    static final String HOW_TO_STOP = "Ctrl-C or ./toktra down stops everything; the data stay.";

    static final String COMMANDS = """
            ./toktra up [--detach] [--empty] [--external]   build what changed, start everything, print where it is
            ./toktra down                                   stop everything; the data stay under .toktra/
            ./toktra status [--json]                        what runs, where, and whether it is ready
            ./toktra logs NAME [-f]                         what a service, kafka, postgres, mailbox, simulator or the fleet wrote
            ./toktra env >.env                              passwords and a key for docker compose
            ./toktra test [ARGUMENTS OF MAVEN]              the whole test suite
            ./toktra bench forecast [--series FILE.csv]     how good forecasts are on series whose future is known

            Ports: TOKTRA_<NAME>_PORT=… before the command, with the names and usual numbers that
            ./toktra ports lists. MAVEN=… names another Maven than mvn.""";

    private Words() {}

    static String alreadyRuns(Optional<StackState> state) {
        return "Toktra already runs here"
                + state.map(known -> " (process " + known.launcher().pid() + "), at "
                                + known.facts().getOrDefault("gateway", "its ports"))
                        .orElse("")
                + ". ./toktra status shows it, ./toktra down stops it.";
    }

    /** When the API does not know the key that this directory has. */
    static String strangeKey(StackSettings settings) {
        return "The API does not know the key in " + settings.directory().bootstrap()
                + ": it was revoked there, or the database holds an organisation that another start made"
                + " (an empty database takes the one of this directory).";
    }

    static String ready(StackAddresses addresses, Bootstrap bootstrap, LocalDate today) {
        Path directory = addresses.settings().directory().root();
        return """

                Toktra is ready: %s

                  API          %s
                  API key      %s
                  devices      %s (mTLS; the authority is in %s)
                  mailbox      %s
                  providers    %s
                  PostgreSQL   %s (passwords in %s)
                  Kafka        %s
                """.formatted(
                                bootstrap.organisation(),
                                addresses.gateway(),
                                bootstrap.apiKey(),
                                addresses.ingest(),
                                addresses.settings().directory().deviceCa(),
                                addresses.facts().getOrDefault("mailbox", "none: mail is somebody else's"),
                                providers(addresses),
                                addresses.facts().get("postgres"),
                                directory.resolve("secrets.properties"),
                                addresses.facts().get("kafka"))
                + question(addresses, bootstrap, today);
    }

    private static String providers(StackAddresses addresses) {
        return addresses.settings().simulated()
                ? addresses.simulator() + " simulates them, and says at /truth what they count and why devices saw less"
                : "none; connect yours at " + addresses.gateway() + "/v1/providers";
    }

    private static String question(StackAddresses addresses, Bootstrap bootstrap, LocalDate today) {
        return """

                Who used how many tokens of which model in the last %d days:

                  curl -H "Authorization: Bearer %s" "%s/v1/usage?period=monthly&group_by=user,model&start_date=%s&end_date=%s&limit=1000"
                """.formatted(
                        Bootstrap.DEMO_DAYS,
                        bootstrap.apiKey(),
                        addresses.gateway(),
                        today.minusDays(Bootstrap.DEMO_DAYS),
                        today);
    }
}
