package dev.toktra.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Jackson finds wrong with a body, in words of the caller: where and what, without classes or values. */
final class JsonFaults {

    private JsonFaults() {}

    /** The 400 of a body that could not be read. */
    static Problem problemOf(JacksonException fault) {
        if (fault instanceof JsonMappingException mapping
                && !(fault.getCause() instanceof StreamConstraintsException)) {
            return Problem.badRequest(
                    "The body is not what is expected here.", new FieldError(pointer(mapping), detail(mapping)));
        }
        if (fault instanceof StreamConstraintsException || fault.getCause() instanceof StreamConstraintsException) {
            return Problem.badRequest("The body nests too deep or holds a name, number or text that is too long.");
        }
        JsonLocation at = fault.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return Problem.badRequest("The body is not valid JSON" + where + ".");
    }

    private static String pointer(JsonMappingException fault) {
        return fault.getPath().stream().map(JsonFaults::step).collect(Collectors.joining());
    }

    private static String step(Reference reference) {
        String name = reference.getFieldName() == null
                ? Integer.toString(reference.getIndex())
                : reference.getFieldName().replace("~", "~0").replace("/", "~1");
        return "/" + name;
    }

    private static String detail(JsonMappingException fault) {
        if (fault instanceof UnrecognizedPropertyException) {
            return "is not a known field";
        }
        if (fault instanceof ValueInstantiationException && fault.getCause() instanceof IllegalArgumentException law) {
            return String.valueOf(law.getMessage());
        }
        if (fault instanceof MismatchedInputException mismatch) {
            return expected(mismatch.getTargetType());
        }
        return "is not readable";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "is missing or of another kind";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return "must be " + kind(type);
    }

    private static String kind(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (TemporalAccessor.class.isAssignableFrom(type)) {
            return "a date or time in ISO 8601";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type)
                ? "an object with all its fields"
                : "of another kind";
    }
}
