package dev.toktra.devstack.provider.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Pages after the last one: empty, each naming the next. */
final class Beyond {

    private static final String MARK = "beyond_";

    private Beyond() {}

    static boolean isAsked(Site site, Call call) {
        return call.query().one(site.paging().parameter()).orElse("").startsWith(MARK);
    }

    static Call firstPage(Site site, Call call) {
        return new Call(
                call.path(),
                call.parts(),
                new Query(call.query().pairs().stream()
                        .filter(pair -> !pair.name().equals(site.paging().parameter()))
                        .toList()),
                call.headers(),
                call.body(),
                call.site(),
                call.now());
    }

    /** The empty page; the first page says what its envelope looks like. */
    static Answer page(Site site, Call call, Answer first) {
        if (first.json() instanceof ObjectNode body) {
            clear(body);
            String asked = call.query().one(site.paging().parameter()).orElse(MARK + "0");
            lead(site, call, body, MARK + (Integer.parseInt(asked.substring(MARK.length())) + 1));
        }
        return first;
    }

    /** The last page names a further one. */
    static void start(Site site, Call call, ObjectNode body) {
        if (body.path(site.paging().cursor()).asText("").isEmpty()) {
            lead(site, call, body, MARK + "1");
        }
    }

    private static void lead(Site site, Call call, ObjectNode body, String cursor) {
        Site.Paging paging = site.paging();
        if (!paging.more().isEmpty()) {
            body.put(paging.more(), true);
        }
        boolean link = paging.cursor().equals("nextLink");
        body.put(
                paging.cursor(),
                link ? link(firstPage(site, call)) + "&" + encoded(paging.parameter()) + "=" + cursor : cursor);
    }

    static void clear(ObjectNode body) {
        for (String rows : new String[] {"data", "value"}) {
            if (body.has(rows)) {
                body.putArray(rows);
            }
        }
        body.remove("timeSeries");
    }

    /** The address of the call. */
    static String link(Call call) {
        return call.site() + call.path() + "?"
                + call.query().pairs().stream()
                        .map(pair -> encoded(pair.name()) + "=" + encoded(pair.value()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
