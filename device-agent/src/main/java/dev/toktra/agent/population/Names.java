package dev.toktra.agent.population;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Names that nobody in particular bears, and the addresses made of them. */
final class Names {

    static final String DOMAIN = "halden.example";

    private static final List<String> FIRST = List.of(("Ada Amir Aiko Alma Anders Anika Astrid Björn Camille Carlos"
                    + " Chiara Clara Daria David Deniz Diego Edda Elena Elif Emil Emma Enzo Eva Farid Fatima Felix"
                    + " Finn Frida Gabriel Greta Hana Hannah Hugo Ida Ines Ingrid Isaac Ivan Jakob Jana Jasmin Jonas"
                    + " José Julia Kaito Karim Katja Kofi Lara Lars Layla Lea Leo Lina Linh Lucas Luisa Łukasz Mads"
                    + " Maja Malik Mara Marek Marta Mateo Maya Mei Mila Milan Mona Nadia Niko Nina Noah Noor Olga Omar"
                    + " Oskar Paula Pavel Petra Priya Rafael Ravi Rosa Ruben Sami Sara Selma Silas Sofia Stefan Sven"
                    + " Tara Theo Thomas Tilda Victor Yara Yusuf Zoë")
            .split(" "));

    private static final List<String> LAST = List.of(
            ("Adler Aksoy Almeida Andersen Bauer Becker Berg Bianchi Brandt Castillo Chen Cohen Costa Dahl Demir"
                            + " Diallo Dubois Eriksen Fischer Fontana Franke García Gruber Haas Hansen Hartmann Haugen"
                            + " Hoffmann Holm Huber Ibrahim Ito Ivanova Jansen Jensen Kaya Keller Khan Kim Kowalska Kraus"
                            + " Krüger Kumar Lang Larsen Lehmann Lindqvist Lorenz Maier Marchetti Martin Mensah Meyer Mori"
                            + " Moreau Müller Nakamura Neumann Nguyen Nielsen Novak Nowak Okafor Olsen Ortega Otto Park"
                            + " Patel Pereira Peters Petrov Popescu Reyes Richter Rossi Roth Sato Schmid Schneider Schulz"
                            + " Seidel Sharma Silva Simon Sørensen Steiner Suzuki Svensson Tanaka Thompson Torres Vogel"
                            + " Voss Wagner Walter Weber Werner Winter Wolf Yılmaz Zhang")
                    .split(" "));

    private final List<String> first;
    private final List<String> last;

    Names(Dice dice) {
        this.first = dice.shuffled(FIRST);
        this.last = dice.shuffled(LAST);
    }

    /** The name of the person with a number; no two of the first ten thousand are the same. */
    String of(int index) {
        int round = index / first.size();
        return first.get(index % first.size()) + " " + last.get((index + round * 37) % last.size());
    }

    static String email(String name) {
        return local(name, ".") + "@" + DOMAIN;
    }

    /** A short account name as tools use them, such as {@code ada-lindqvist-hi}. */
    static String shortAccount(String name) {
        return local(name, "-") + "-hi";
    }

    private static String local(String name, String separator) {
        return Normalizer.normalize(
                        name.replace('ł', 'l')
                                .replace('Ł', 'L')
                                .replace('ø', 'o')
                                .replace('ı', 'i'),
                        Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", separator);
    }
}
