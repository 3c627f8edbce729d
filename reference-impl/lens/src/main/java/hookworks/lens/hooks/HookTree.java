package hookworks.lens.hooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The hook points of a model as a tree that a person can read, with layers that are alike drawn once. */
final class HookTree {
    private static final String BLOCKS = "blocks.";

    private HookTree() {}

    /** What lies in a place, by name in the order of a run; nothing lies in a hook point. */
    private record Place(SequencedMap<String, Place> inner) {
        Place() {
            this(new LinkedHashMap<>());
        }

        void put(List<String> path) {
            Place child = inner.computeIfAbsent(path.getFirst(), name -> new Place());
            if (path.size() > 1) {
                child.put(path.subList(1, path.size()));
            }
        }
    }

    /** One place, or a run of layers with the same hook points. */
    private record Branch(String first, String last, Place place) {
        String label() {
            return first.equals(last) ? first : first + " to " + last;
        }
    }

    /** One line for each place, indented by what it lies in; begins with a line break. */
    static String of(List<HookPoint> points) {
        var root = new Place();
        points.forEach(point -> root.put(path(point.name())));
        var text = new StringBuilder();
        draw(root, "", text);
        return text.toString();
    }

    private static List<String> path(String name) {
        if (!name.startsWith(BLOCKS)) {
            return List.of(name.split("\\."));
        }
        var path = new ArrayList<>(List.of(name.substring(BLOCKS.length()).split("\\.")));
        path.set(0, BLOCKS + path.getFirst());
        return path;
    }

    private static void draw(Place place, String indent, StringBuilder text) {
        List<Branch> branches = branches(place);
        for (Branch branch : branches) {
            boolean isLast = branch.equals(branches.getLast());
            text.append('\n').append(indent).append(isLast ? "└─ " : "├─ ").append(branch.label());
            draw(branch.place(), indent + (isLast ? "   " : "│  "), text);
        }
    }

    private static List<Branch> branches(Place place) {
        var branches = new ArrayList<Branch>();
        place.inner().forEach((name, inner) -> {
            boolean isRepeated = name.startsWith(BLOCKS)
                    && !branches.isEmpty()
                    && branches.getLast().place().equals(inner);
            if (isRepeated) {
                branches.set(branches.size() - 1, new Branch(branches.getLast().first(), name, inner));
            } else {
                branches.add(new Branch(name, name, inner));
            }
        });
        return branches;
    }
}
