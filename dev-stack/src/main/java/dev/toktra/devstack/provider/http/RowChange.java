package dev.toktra.devstack.provider.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes of one row, whatever provider it is of. */
final class RowChange {

    private static final Set<String> WRITTEN_NUMBERS = Set.of("int64Value", "amount");
    private static final Set<String> MONEY = Set.of("amount", "value");

    private RowChange() {}

    /** Every number is twice as much; numbers written as texts too. */
    static void doubled(ObjectNode row) {
        numbers(row, RowChange::doubled);
    }

    /** Every number is a word. */
    static void malformed(ObjectNode row) {
        numbers(row, number -> TextNode.valueOf("many"));
    }

    static void amountAsText(ObjectNode row) {
        for (Map.Entry<String, JsonNode> member : members(row)) {
            if (member.getValue() instanceof ObjectNode inner) {
                amountAsText(inner);
            } else if (member.getValue().isNumber() && MONEY.contains(member.getKey())) {
                row.put(member.getKey(), member.getValue().decimalValue().toPlainString());
            }
        }
    }

    /** Takes away what a row may lack, what is null, and what is nothing but zero. */
    static void withoutOptional(ObjectNode row, Site.RowShape shape) {
        for (Map.Entry<String, JsonNode> member : members(row)) {
            boolean lacking = shape.optional().contains(member.getKey()) || saysNothing(member.getValue());
            if (lacking && !shape.promised().contains(member.getKey())) {
                row.remove(member.getKey());
            }
        }
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull()
                || (value.isNumber() && value.decimalValue().signum() == 0)
                || (value.isObject() && value.valueStream().allMatch(RowChange::saysNothing));
    }

    private static JsonNode doubled(JsonNode number) {
        if (number.isIntegralNumber()) {
            return LongNode.valueOf(number.longValue() * 2);
        }
        BigDecimal twice = new BigDecimal(number.asText()).multiply(BigDecimal.valueOf(2));
        return number.isTextual() ? TextNode.valueOf(twice.toPlainString()) : DecimalNode.valueOf(twice);
    }

    private static void numbers(ObjectNode row, UnaryOperator<JsonNode> change) {
        for (Map.Entry<String, JsonNode> member : members(row)) {
            JsonNode value = member.getValue();
            if (value instanceof ObjectNode inner) {
                numbers(inner, change);
            } else if (value.isNumber() || (value.isTextual() && WRITTEN_NUMBERS.contains(member.getKey()))) {
                row.set(member.getKey(), change.apply(value));
            }
        }
    }

    private static List<Map.Entry<String, JsonNode>> members(ObjectNode row) {
        return new ArrayList<>(row.properties());
    }
}
