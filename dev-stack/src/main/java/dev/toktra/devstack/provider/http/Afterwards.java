package dev.toktra.devstack.provider.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.script.Fault;
import java.util.List;
import java.util.Optional;

/** Changes a good answer into one that only looks good. */
final class Afterwards {

    private final Site site;
    private final Call call;
    private final ObjectNode body;

    Afterwards(Site site, Call call, ObjectNode body) {
        this.site = site;
        this.call = call;
        this.body = body;
    }

    void change(Fault fault) {
        switch (fault) {
            case HAS_MORE_WITHOUT_CURSOR -> moreWithoutCursor();
            case REPEATED_CURSOR -> repeatedCursor();
            case EMPTY_PAGES_AFTER_LAST -> emptyPages();
            case LINK_ELSEWHERE -> body.put(site.paging().cursor(), Instead.elsewhere(call));
            case NOTHING -> nothing();
            case MALFORMED_ROW -> malformed();
            case UNKNOWN_MEMBERS -> unknownMembers();
            case MISSING_MEMBERS -> objects().forEach(row -> RowChange.withoutOptional(row, site.shape()));
            case NULL_DIMENSIONS -> objects().stream().findFirst().ifPresent(this::nullDimensions);
            case AMOUNT_AS_TEXT -> objects().forEach(RowChange::amountAsText);
            case RESTATED_ROW -> objects().stream().findFirst().ifPresent(RowChange::doubled);
            case RETRACTED_ROW -> filled().stream().findFirst().ifPresent(rows -> rows.remove(0));
            case LATE_ROW -> filled().stream().reduce((first, second) -> second).ifPresent(Afterwards::withoutLast);
            default -> {}
        }
        site.change(fault, body);
    }

    private void moreWithoutCursor() {
        if (!site.paging().more().isEmpty()) {
            body.put(site.paging().more(), true);
        }
        withoutCursor();
    }

    private void withoutCursor() {
        if (isList()) {
            body.putNull("last_id");
        } else {
            body.putNull(site.paging().cursor());
        }
    }

    private void repeatedCursor() {
        if (isList()) {
            repeatedIdentifier();
            return;
        }
        Site.Paging paging = site.paging();
        Optional<String> used = call.query().one(paging.parameter());
        used.ifPresent(cursor -> {
            body.put(paging.cursor(), paging.cursor().equals("nextLink") ? Beyond.link(call) : cursor);
            if (!paging.more().isEmpty()) {
                body.put(paging.more(), true);
            }
        });
    }

    private void nothing() {
        site.rows(body).forEach(ArrayNode::removeAll);
        if (!site.paging().more().isEmpty()) {
            body.put(site.paging().more(), false);
            withoutCursor();
        }
    }

    /** Lists whose items have identifiers go on after the last of them, and end with their last page. */
    private boolean isList() {
        return body.has("first_id");
    }

    private void emptyPages() {
        if (!isList()) {
            Beyond.start(site, call, body);
        }
    }

    private void repeatedIdentifier() {
        call.query()
                .one("after")
                .or(() -> call.query().one("after_id"))
                .ifPresent(last -> body.put("last_id", last).put("has_more", true));
    }

    private void malformed() {
        filled().stream().findFirst().ifPresent(rows -> {
            if (rows.get(0) instanceof ObjectNode row && !row.has("id")) {
                RowChange.malformed(row);
            } else {
                rows.set(0, rows.textNode("not a row"));
            }
        });
    }

    private void unknownMembers() {
        body.putObject("x_later").put("version", 2);
        objects().forEach(row -> row.put("x_later_tokens", 12345).put("x_note", "since yesterday"));
    }

    private void nullDimensions(ObjectNode row) {
        site.shape().dimensions().stream().filter(row::has).forEach(row::putNull);
    }

    private static void withoutLast(ArrayNode rows) {
        rows.remove(rows.size() - 1);
    }

    private List<ArrayNode> filled() {
        return site.rows(body).stream().filter(rows -> !rows.isEmpty()).toList();
    }

    private List<ObjectNode> objects() {
        return filled().stream()
                .flatMap(rows -> rows.valueStream())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }
}
