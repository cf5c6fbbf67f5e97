package dev.toktra.benchmarks.forecasts;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Series in a CSV file: a row is an id and its values, oldest first. Empty cells are missing days; those at either end of a row
 * do not belong to the series. A first row with words among its values is a header.
 */
final class SeriesFile {

    private static final Set<String> MISSING = Set.of("", "na", "nan", "null", "?");

    private SeriesFile() {}

    /** @throws BadSeriesException saying what is wrong, and where */
    static List<Series> read(Path file) throws BadSeriesException {
        List<Series> all = parse(lines(file));
        if (all.isEmpty()) {
            throw new BadSeriesException(file + " has no series: a row is an id and its values, oldest first");
        }
        return all;
    }

    private static List<String> lines(Path file) throws BadSeriesException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new BadSeriesException("there is no file " + file);
        } catch (MalformedInputException e) {
            throw new BadSeriesException(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw new BadSeriesException("cannot read " + file + ": " + e.getMessage());
        }
    }

    static List<Series> parse(List<String> lines) throws BadSeriesException {
        List<Series> all = new ArrayList<>();
        boolean first = true;
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line).replace("\uFEFF", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            String[] cells = cells(text);
            if (!first || !isHeader(cells)) {
                all.add(series(cells, line + 1));
            }
            first = false;
        }
        return all;
    }

    private static String[] cells(String text) {
        String separator = text.contains(",") ? "," : text.contains(";") ? ";" : "\t";
        String[] cells = text.split(separator, -1);
        return Arrays.stream(cells)
                .map(cell -> cell.strip().replaceAll("^\"|\"$", "").strip())
                .toArray(String[]::new);
    }

    private static boolean isHeader(String[] cells) {
        return Arrays.stream(cells).skip(1).anyMatch(cell -> !isMissing(cell) && !isNumber(cell));
    }

    private static Series series(String[] cells, int line) throws BadSeriesException {
        if (cells.length < 2) {
            throw new BadSeriesException("line " + line + " has an id and no values, separated by commas");
        }
        double[] values = new double[cells.length - 1];
        for (int i = 1; i < cells.length; i++) {
            if (!isMissing(cells[i]) && !isNumber(cells[i])) {
                throw new BadSeriesException(
                        "line " + line + ", cell " + (i + 1) + ": \"" + cells[i] + "\" is no number");
            }
            values[i - 1] = isMissing(cells[i]) ? Double.NaN : Double.parseDouble(cells[i]);
        }
        return new Series(cells[0], withoutEmptyEnds(values));
    }

    private static double[] withoutEmptyEnds(double[] values) {
        int from = 0;
        int to = values.length;
        while (from < to && Double.isNaN(values[from])) {
            from++;
        }
        while (to > from && Double.isNaN(values[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(values, from, to);
    }

    private static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean isNumber(String cell) {
        try {
            return Double.isFinite(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
