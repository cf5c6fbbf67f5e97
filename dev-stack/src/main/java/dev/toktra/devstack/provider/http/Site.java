package dev.toktra.devstack.provider.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.script.Fault;
import java.util.List;

/** One provider: where it answers and how it words what goes wrong. */
public interface Site {

    Provider provider();

    /** The beginning of its paths, such as {@code /openai/v1}. */
    String prefix();

    List<Route> routes();

    /** An error of the status as this provider words it; the fault says what is meant by a 400. */
    Answer wrong(int status, Fault fault);

    /** The call's bearer token is no longer known. */
    default void forget(Call call) {}

    /** Where in a body the rows are: those of one bucket or series together. */
    List<ArrayNode> rows(ObjectNode body);

    /** How this provider leads to the next page. */
    Paging paging();

    /** What may be missing from a row, and what may be null. */
    RowShape shape();

    /** A fault that only this provider has. */
    default void change(Fault fault, ObjectNode body) {}

    /** The names of the members that page: {@code more} is empty where there is no such flag. */
    record Paging(String cursor, String more, String parameter) {}

    /** Members of rows: those that are always there, those that any row may lack, and its dimensions. */
    record RowShape(List<String> promised, List<String> optional, List<String> dimensions) {}
}
