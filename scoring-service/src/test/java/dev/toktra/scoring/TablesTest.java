package dev.toktra.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may see which table. */
class TablesTest {

    private static final String TABLES = """
            select c.relname from pg_class c where c.relnamespace = 'scoring'::regnamespace and c.relkind in ('r', 'p')
                and not c.relispartition""";

    private static final String WITH_ORGANISATION = " and exists (select from pg_attribute a"
            + " where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)";

    @Test
    void everyTableBelongsToOrganisationsButThese() {
        assertThat(names(TABLES + WITH_ORGANISATION.replace("and exists", "and not exists")))
                .containsExactlyInAnyOrder(
                        "flyway_schema_history",
                        "publisher_marker",
                        "publisher_tombstone",
                        "reader_position",
                        "reader_key",
                        "dead_letter");
    }

    @Test
    void everyTableOfOrganisationsIsSecuredByRow() {
        assertThat(names(TABLES + WITH_ORGANISATION + " and not (c.relrowsecurity and c.relforcerowsecurity)"))
                .isEmpty();
        assertThat(names(TABLES + WITH_ORGANISATION + " and not exists (select from pg_policy p"
                        + " where p.polrelid = c.oid and pg_get_expr(p.polqual, p.polrelid) like '%toktra.org%')"))
                .isEmpty();
    }

    @Test
    void requestsReadNothingThatIsNotSecured() {
        assertThat(names(TABLES + " and has_table_privilege('scoring_app', c.oid, 'select') and not c.relrowsecurity"))
                .isEmpty();
    }

    @Test
    void requestsWriteOnlyWhatAdministratorsSet() {
        assertThat(names(TABLES + " and has_table_privilege('scoring_app', c.oid, 'insert, update, delete')"))
                .containsExactlyInAnyOrder(
                        "night_run", "model_tier", "tier_change", "tier_models", "audit_act", "anonymity_lift");
    }

    @Test
    void withoutAnOrganisationNoRowIsSeenAndWithOneOnlyItsOwn() {
        LocalDate day = LocalDate.of(2026, 3, 2);
        Company company = new Company();
        company.uses(company.person("Ann", null, null), day, Use.of("openai", "gpt-5"));
        company.save();
        Company other = new Company();
        other.uses(other.person("Ben", null, null), day, Use.of("openai", "gpt-5"));
        other.save();
        String org = "select set_config('toktra.org', '%s', false)".formatted(company.org());
        for (String table : List.of("daily_fact", "best_fact", "person")) {
            String query = "select org_id from " + table;
            assertThat(TestSchema.stack().rows("scoring_app", query)).isEmpty();
            assertThat(TestSchema.stack().rows("scoring_app", org, query))
                    .containsExactly(company.org().toString());
        }
    }

    private static List<String> names(String sql) {
        return TestSchema.stack().rows("scoring_worker", sql);
    }
}
