package dev.toktra.scoring.scorecards;

import dev.toktra.scoring.directory.Departments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cards of one organisation's night. People count for where they belong on that day; tokens and scores count for where
 * they were used and earned; a department has what those below it have.
 */
final class Cards {

    private final UUID org;
    private final Weeks window;
    private final Departments departments;
    private final Map<Subject, CardSum> sums = new LinkedHashMap<>();
    private final Map<UUID, LocalDate> lastDays = new HashMap<>();

    Cards(UUID org, Weeks window, Departments departments) {
        this.org = org;
        this.window = window;
        this.departments = departments;
        departments.all().forEach(unit -> sum(subject(unit)));
        sum(new Subject(Level.ORGANISATION, org));
    }

    void used(Usage usage) {
        UUID person = usage.person();
        if (person != null) {
            sum(new Subject(Level.EMPLOYEE, person)).used(usage);
            lastDays.merge(
                    person,
                    usage.lastDay() == null ? LocalDate.MIN : usage.lastDay(),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
        groups(usage.departmentId(), usage.teamId()).forEach(sum -> sum.used(usage));
    }

    void scored(Scored scored) {
        sum(new Subject(Level.EMPLOYEE, scored.person())).scored(scored);
        groups(scored.departmentId(), scored.teamId()).forEach(sum -> sum.scored(scored));
    }

    /**
     * The cards of all units, and of the people who are eligible or used something; to be called once, after all usage.
     */
    List<Card> cards(List<Person> people) {
        List<Card> cards = new ArrayList<>();
        for (Person person : people) {
            Subject subject = new Subject(Level.EMPLOYEE, person.id());
            if (person.eligible()) {
                LocalDate lastDay = lastDays.get(person.id());
                sum(subject).eligible(window, lastDay);
                groups(person.departmentId(), person.teamId()).forEach(sum -> sum.eligible(window, lastDay));
            }
            if (sums.containsKey(subject)) {
                cards.add(card(subject, person.departmentId(), person.teamId()));
            }
        }
        departments.all().forEach(unit -> cards.add(card(subject(unit), unit.parentId(), null)));
        cards.add(card(new Subject(Level.ORGANISATION, org), null, null));
        return cards;
    }

    private Card card(Subject subject, @Nullable UUID departmentId, @Nullable UUID teamId) {
        CardSum sum = sum(subject);
        return new Card(
                subject, departmentId, teamId, sum.adoption(), sum.tokens(window), sum.models(), sum.efficiency());
    }

    /** The sums of the groups that a person of this department and team is part of; those of units that are gone are of no card. */
    private List<CardSum> groups(@Nullable UUID departmentId, @Nullable UUID teamId) {
        List<CardSum> groups = new ArrayList<>();
        departments
                .upwards(departmentId)
                .forEach(department -> groups.add(sum(new Subject(Level.DEPARTMENT, department))));
        if (teamId != null) {
            groups.add(sum(new Subject(Level.TEAM, teamId)));
        }
        groups.add(sum(new Subject(Level.ORGANISATION, org)));
        return groups;
    }

    private static Subject subject(Departments.Unit unit) {
        return new Subject(unit.team() ? Level.TEAM : Level.DEPARTMENT, unit.id());
    }

    private CardSum sum(Subject subject) {
        return sums.computeIfAbsent(subject, one -> new CardSum());
    }
}
