package dev.toktra.reconciliation.usage.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Source;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;

class UsageShapesTest {

    /** The names that the OpenAPI document shows. */
    private static List<String> documented(Class<? extends Record> shape) {
        return Arrays.stream(shape.getRecordComponents())
                .map(UsageShapesTest::name)
                .toList();
    }

    private static String name(RecordComponent component) {
        Schema schema = component.getAccessor().getAnnotation(Schema.class);
        return schema == null || schema.name().isEmpty() ? component.getName() : schema.name();
    }

    @Test
    void figuresAreAnsweredAsDocumented() {
        Map<String, ?> members = Figures.NONE.members(Source.BEST);
        assertThat(members.keySet()).containsExactlyElementsOf(documented(UsageShapes.Figures.class));
        assertThat(members.get("estimated"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys(documented(UsageShapes.TokenParts.class).toArray());
        assertThat(Figures.COUNTS).isSubsetOf(documented(UsageShapes.Figures.class));
        assertThat(Parts.NAMES).isEqualTo(documented(UsageShapes.TokenParts.class));
    }

    @Test
    void linesAreAnsweredAsDocumented() {
        List<String> names = new ArrayList<>(List.of("period"));
        for (Dimension dimension : Dimension.values()) {
            names.addAll(Names.of(dimension));
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(documented(UsageShapes.Item.class));
        assertThat(Freshness.of(List.of(), List.of("openai")).get(0).members().keySet())
                .containsExactlyElementsOf(documented(UsageShapes.Fresh.class));
    }
}
