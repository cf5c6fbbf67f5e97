package dev.toktra.devstack.provider.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Finds the rows in a page of a report, which are the results of its buckets, or the items of a list. */
public final class BucketRows {

    private BucketRows() {}

    public static List<ArrayNode> in(ObjectNode body) {
        List<ArrayNode> rows = new ArrayList<>();
        if (body.path("data") instanceof ArrayNode items) {
            for (JsonNode item : items) {
                if (item.path("results") instanceof ArrayNode results) {
                    rows.add(results);
                }
            }
            if (rows.isEmpty()) {
                rows.add(items);
            }
        }
        return rows;
    }
}
