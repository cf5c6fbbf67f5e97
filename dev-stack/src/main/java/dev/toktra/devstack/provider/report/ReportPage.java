package dev.toktra.devstack.provider.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a report: some buckets, of which the first and the last may be parts, and where the next page begins. */
public record ReportPage(List<Part> parts, Optional<PageToken> next) {

    /** A bucket, or what of it fits on the page. */
    public record Part(Bucket bucket, List<ObjectNode> rows) {}

    /** At most so many buckets, and at most so many rows: what does not fit goes on on the next page. */
    public record Size(int buckets, int rows) {}

    public static ReportPage from(
            PageToken place, List<Bucket> buckets, Size size, Function<Bucket, List<ObjectNode>> rows) {
        List<Part> parts = new ArrayList<>();
        int space = size.rows();
        int bucket = place.bucket();
        int row = place.row();
        while (bucket < buckets.size() && parts.size() < size.buckets() && space > 0) {
            List<ObjectNode> all = rows.apply(buckets.get(bucket));
            List<ObjectNode> rest = all.subList(Math.min(row, all.size()), all.size());
            if (rest.size() > space) {
                parts.add(new Part(buckets.get(bucket), rest.subList(0, space)));
                return new ReportPage(parts, Optional.of(place.at(bucket, row + space)));
            }
            parts.add(new Part(buckets.get(bucket), rest));
            space -= rest.size();
            bucket++;
            row = 0;
        }
        return new ReportPage(parts, bucket < buckets.size() ? Optional.of(place.at(bucket, 0)) : Optional.empty());
    }
}
