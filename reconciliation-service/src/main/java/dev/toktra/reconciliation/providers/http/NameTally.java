package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.providers.Names.KeyName;
import dev.toktra.reconciliation.providers.Names.UserName;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.Trouble;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The names of one read: lists that the credentials may not see become remarks as long as there is any list. */
public final class NameTally {

    private final Map<String, UserName> users = new LinkedHashMap<>();
    private final Map<String, KeyName> keys = new LinkedHashMap<>();
    private final Map<String, String> projects = new LinkedHashMap<>();
    private final Map<String, String> deployments = new LinkedHashMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private int lists;
    private @Nullable Trouble refusal;

    public void user(String id, UserName name) {
        users.put(id, name);
    }

    public void key(String id, KeyName name) {
        keys.put(id, name);
    }

    public void project(String id, String name) {
        projects.put(id, name);
    }

    public void deployment(String account, String deployment, String model) {
        deployments.put(Names.deployment(account, deployment), model);
    }

    public void remark(String words) {
        remarks.add(words);
    }

    public List<String> projects() {
        return List.copyOf(projects.keySet());
    }

    /** Reads each element of a list; one that cannot be understood has no name and is remarked. */
    public void each(JsonNode array, Consumer<Fields> reading) {
        for (JsonNode element : array) {
            try {
                reading.accept(new Fields(element));
            } catch (Malformed malformed) {
                remarks.add("Some entries of lists could not be understood.");
            }
        }
    }

    /** A list that may be refused without the others being lost; what may pass ends the read, to be made again. */
    public Uni<Integer> list(String what, Uni<Integer> walk) {
        return walk.invoke(pages -> lists++).onFailure(NameTally::lasts).recoverWithItem(failure -> {
            refusal = ((ProviderFault) failure).trouble();
            remarks.add("The list of " + what + " cannot be read: " + refusal.words());
            return 0;
        });
    }

    public NamesRead complete() {
        if (lists == 0 && refusal != null) {
            return new NamesRead.Failed(refusal);
        }
        return new NamesRead.Complete(new Names(users, keys, projects, deployments), List.copyOf(remarks));
    }

    private static boolean lasts(Throwable failure) {
        return failure instanceof ProviderFault fault
                && (fault.trouble().failure() == Failure.FORBIDDEN
                        || fault.trouble().failure() == Failure.REFUSED);
    }
}
