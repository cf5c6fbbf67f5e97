package dev.toktra.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.agent.population.Population;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An account that nobody knew is named later: its past days follow, in the answers and downstream. */
class LateMappingTest {

    private final Product product = Product.running();

    @Test
    void namingAnAccountMovesItsPastDaysToThePerson() {
        product.awaitTruth();
        String account = product.strangeAccount();
        UUID person = product.population.people().get(3).userId();
        long before = requestsOf(person.toString());
        long unknown = requestsOf(Population.UNKNOWN);

        product.map(account, person);

        product.awaitTruth();
        assertThat(requestsOf(person.toString())).isGreaterThan(before);
        assertThat(requestsOf(Population.UNKNOWN)).isLessThan(unknown);
        product.awaitTruthDownstream();
    }

    private long requestsOf(String user) {
        return product.answered().entrySet().stream()
                .filter(cell -> cell.getKey().userId().equals(user))
                .mapToLong(cell -> cell.getValue().requests())
                .sum();
    }
}
