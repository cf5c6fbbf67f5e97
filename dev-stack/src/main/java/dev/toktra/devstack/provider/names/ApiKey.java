package dev.toktra.devstack.provider.names;

import org.jspecify.annotations.Nullable;

/**
 * A key of a user or of a service account. A deleted one is in no list; one whose owner has lost access to the project is
 * listed by OpenAI only to who asks for any owner.
 */
public record ApiKey(
        Provider provider,
        String id,
        String name,
        @Nullable String user,
        @Nullable String serviceAccount,
        @Nullable String project,
        boolean ownerWithoutAccess,
        boolean deleted) {

    public static ApiKey ofUser(Provider provider, String id, String user, @Nullable String project) {
        return new ApiKey(provider, id, id, user, null, project, false, false);
    }

    public static ApiKey ofServiceAccount(Provider provider, String id, String account, @Nullable String project) {
        return new ApiKey(provider, id, id, null, account, project, false, false);
    }

    public ApiKey withoutAccess() {
        return new ApiKey(provider, id, name, user, serviceAccount, project, true, deleted);
    }

    public ApiKey asDeleted() {
        return new ApiKey(provider, id, name, user, serviceAccount, project, ownerWithoutAccess, true);
    }
}
