package dev.toktra.devstack.provider;

import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.book.BookHour;
import dev.toktra.devstack.provider.book.Cause;
import dev.toktra.devstack.provider.book.CodingDay;
import dev.toktra.devstack.provider.book.Edition;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Credentials.AdminKey;
import dev.toktra.devstack.provider.names.Credentials.AzureClient;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.PriceTag;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.names.ServiceAccount;
import dev.toktra.devstack.provider.names.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A book, or additions to one, as JSON has it; what is left out stays as it is. */
record BookForm(
        List<User> users,
        List<ApiKey> keys,
        List<Project> projects,
        List<Account> accounts,
        List<Deployment> deployments,
        List<PriceTag> prices,
        List<AdminKey> adminKeys,
        List<AzureClient> azureClients,
        @Nullable ServiceAccount serviceAccount,
        Map<String, Duration> delays,
        List<CodingDay> coding,
        List<HourForm> hours) {

    BookForm {
        users = given(users);
        keys = given(keys);
        projects = given(projects);
        accounts = given(accounts);
        deployments = given(deployments);
        prices = given(prices);
        adminKeys = given(adminKeys);
        azureClients = given(azureClients);
        delays = Optional.ofNullable(delays).orElse(Map.of());
        coding = given(coding);
        hours = given(hours);
    }

    /** One hour of one provider; it replaces that hour. */
    record HourForm(Provider provider, Instant hour, List<Figure> figures, List<Edition> later, List<Cause> causes) {

        HourForm {
            figures = given(figures);
            later = given(later);
            causes = given(causes);
        }

        void enter(Book book) {
            book.put(provider, hour, new BookHour(figures, later, causes));
        }
    }

    private static <T> List<T> given(@Nullable List<T> list) {
        return Optional.ofNullable(list).orElse(List.of());
    }

    /** Whether it says nothing but what was used. */
    boolean hasOnlyHours() {
        return users.isEmpty()
                && keys.isEmpty()
                && projects.isEmpty()
                && accounts.isEmpty()
                && deployments.isEmpty()
                && prices.isEmpty()
                && adminKeys.isEmpty()
                && azureClients.isEmpty()
                && serviceAccount == null
                && delays.isEmpty()
                && coding.isEmpty();
    }

    /** All but the hours, of which there may be very many. */
    static BookForm withoutHours(Book book) {
        Names names = book.names();
        return new BookForm(
                names.users(),
                names.keys(),
                names.projects(),
                names.accounts(),
                names.deployments(),
                names.prices(),
                names.credentials().adminKeys(),
                names.credentials().azureClients(),
                names.credentials().serviceAccount(),
                Arrays.stream(Provider.values()).collect(Collectors.toMap(Provider::word, book::delay)),
                book.coding(),
                List.of());
    }

    static Stream<HourForm> hours(Book book) {
        return Arrays.stream(Provider.values())
                .flatMap(provider -> book.hours(provider).entrySet().stream()
                        .map(hour -> form(provider, hour.getKey(), hour.getValue())));
    }

    private static HourForm form(Provider provider, Instant hour, BookHour page) {
        return new HourForm(provider, hour, page.figures(), page.later(), page.causes());
    }

    /** Adds all of it to the book: names first, for figures may need them. */
    void enter(Book book) {
        Names names = book.names();
        users.forEach(names::add);
        keys.forEach(names::add);
        projects.forEach(names::add);
        accounts.forEach(names::add);
        deployments.forEach(names::add);
        prices.forEach(names::add);
        adminKeys.forEach(names.credentials()::admit);
        azureClients.forEach(names.credentials()::admit);
        Optional.ofNullable(serviceAccount).ifPresent(names.credentials()::admit);
        delays.forEach((provider, delay) -> book.delay(Provider.of(provider), delay));
        coding.forEach(book::coding);
        hours.forEach(hour -> hour.enter(book));
    }
}
