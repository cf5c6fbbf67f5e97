package dev.toktra.agent.population;

import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.population.ProviderFigure.Payer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Under which of the providers' names a call is counted. */
final class Billing {

    /** The key that a whole department shares, and the one of the build server: nobody in particular owns them. */
    static final String SHARED_KEY = "key_marketing_tools";

    static final String BUILD_KEY = "key_build_server";
    static final String BUILD_KEY_OF_ANTHROPIC = "apikey_build_server";

    private final Population population;
    private final Map<String, Person> people = new HashMap<>();
    private final Map<UUID, String> departments = new HashMap<>();

    Billing(Population population) {
        this.population = population;
        population.people().forEach(person -> people.put(person.userId().toString(), person));
        population.departments().forEach(one -> departments.put(one.unitId(), slug(one.name())));
    }

    /** Whoever is counted for a device's call of a model, in the provider's spelling. */
    Payer payer(Device device, UsageEvent event, String model) {
        Person person =
                device.ownerId() == null ? null : people.get(population.personOf(event.account(), device.deviceId()));
        return switch (event.called().provider()) {
            case "openai" -> ofOpenAi(person, model);
            case "anthropic" -> ofAnthropic(person, model);
            case "azure_openai" -> ofAzure(account(event.called().application(), person), model);
            default -> new Payer(null, null, project(event.called().application()), model, null, false);
        };
    }

    Payer ofOpenAi(@Nullable Person person, String model) {
        if (person == null) {
            return new Payer(null, BUILD_KEY, "proj_platform-engineering", model, null, false);
        }
        String project = "proj_" + department(person);
        return department(person).equals("marketing")
                ? new Payer(null, SHARED_KEY, project, model, null, false)
                : new Payer(openAiUser(person), "key_" + letters(person), project, model, null, false);
    }

    Payer ofAnthropic(@Nullable Person person, String model) {
        return person == null
                ? new Payer(null, BUILD_KEY_OF_ANTHROPIC, "wrkspc_platform-engineering", model, null, false)
                : new Payer(null, "apikey_" + letters(person), workspace(person), model, null, false);
    }

    /** The default workspace has no id: smaller departments work in it. */
    @Nullable
    String workspace(Person person) {
        String department = department(person);
        return department.startsWith("finance") || department.startsWith("people") ? null : "wrkspc_" + department;
    }

    String department(Person person) {
        return Objects.requireNonNull(departments.get(person.departmentId()));
    }

    static String openAiUser(Person person) {
        return person.aliases().stream()
                .filter(alias -> alias.kind() == Alias.Kind.PROVIDER_USER)
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** What names of keys are made of. */
    static String letters(Person person) {
        return Long.toString(person.userId().getLeastSignificantBits() >>> 1, 36);
    }

    static String deployment(String account, String model) {
        return account.substring(account.indexOf('-') + 1) + "-" + model.replace('.', '-');
    }

    private static Payer ofAzure(String account, String model) {
        return new Payer(null, null, account, model, deployment(account, model), false);
    }

    /** An account for each tool; of a call that shows no tool, the caller's department's. */
    private String account(@Nullable String application, @Nullable Person person) {
        return switch (Optional.ofNullable(application).orElse("")) {
            case "support-desk" -> "halden-support";
            case "crm-assistant" -> "halden-sales";
            case "office-addin" -> "halden-office";
            case "jetbrains", "ci-tests", "evaluation" -> "halden-engineering";
            default ->
                person != null && department(person).equals("customer-support") ? "halden-support" : "halden-office";
        };
    }

    private static String project(@Nullable String application) {
        return switch (Optional.ofNullable(application).orElse("")) {
            case "gemini-cli", "notebook" -> "halden-research";
            case "ci-docs", "evaluation" -> "halden-build";
            default -> "halden-workspace";
        };
    }

    static String slug(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
    }
}
