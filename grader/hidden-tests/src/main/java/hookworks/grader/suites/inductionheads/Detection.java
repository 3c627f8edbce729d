package hookworks.grader.suites.inductionheads;

import hookworks.grader.suites.Scenarios;
import hookworks.lens.ActivationCache;
import hookworks.lens.heads.Head;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A student's detector, and the situations that each kind of detector meets alike.
 *
 * @param shortest a number of tokens from which on a head that attends evenly scores far below the line
 */
record Detection(
        HeadKind kind, int shortest, Scenarios scenarios, Function<ActivationCache, @Nullable List<Head>> detector) {
    /** Some heads of the kind, among heads that look everywhere else. */
    void amongDecoys() {
        judge(planted(3, 5, length()));
        judge(planted(4, 7, length() + 2));
    }

    /** One head of the kind in each layer; then in one layer alone, whichever that is. */
    void inEveryLayer() {
        var oneEach = new TreeSet<Head>();
        for (int layer = 0; layer < 4; layer++) {
            oneEach.add(new Head(layer, scenarios.between(0, 5)));
        }
        judge(planted(4, 6, length(), oneEach));
        for (int layer = 0; layer < 3; layer++) {
            judge(planted(3, 5, length(), Set.of(new Head(layer, 3 + scenarios.between(0, 1)))));
        }
    }

    /** Heads of the kind, among others whose attention is largest at that place and small all the same. */
    void largestIsNotLarge() {
        var looks = looks(Look.steadily(kind.place()), Look.barely(kind.place()));
        judge(planted(3, 5, length() + 14, targets(3, 5), looks));
    }

    /** Heads of the kind from all queries but one, among others that look there from that one alone. */
    void everyQuery() {
        var looks = looks(Look.beforeTheEnd(kind.place()), Look.atTheEnd(kind.place()));
        judge(planted(3, 5, length(), targets(3, 5), looks));
    }

    /** None of the kind, and every one. */
    void noneAndAll() {
        judge(planted(3, 4, length(), Set.of()));
        var all = new TreeSet<Head>();
        for (int head = 0; head < 12; head++) {
            all.add(new Head(head / 4, head % 4));
        }
        judge(planted(3, 4, length(), all));
    }

    /** One layer of one head; many layers; and more heads than there are in any example. */
    void otherSizes() {
        judge(planted(1, 1, length(), Set.of()));
        judge(planted(1, 1, length() + 4, Set.of(new Head(0, 0))));
        judge(planted(13, 2, length(), Set.of(new Head(3, 1), new Head(10, 0), new Head(12, 1))));
        judge(planted(2, 14, length() + 8, Set.of(new Head(0, 6), new Head(1, 12), new Head(1, 13))));
    }

    /** The same cache twice, with another in between. */
    void askedAgain() {
        var planted = planted(3, 5, length());
        judge(planted);
        judge(planted(2, 6, length() + 6, Set.of(new Head(1, 5))));
        judge(planted);
    }

    /** Judges the detector's answer to one cache. */
    void judge(PlantedHeads planted) {
        new FoundHeads(planted).mustBe(detector.apply(planted.cache(scenarios)));
    }

    /** An odd length, so that it is one of repeated tokens too. */
    private int length() {
        return shortest + 2 * scenarios.between(0, 3);
    }

    private PlantedHeads planted(int layers, int heads, int length) {
        return planted(layers, heads, length, targets(layers, heads));
    }

    /** Heads of two layers, the last among them, that would be others with layer and index exchanged. */
    private Set<Head> targets(int layers, int heads) {
        int lower = scenarios.between(0, layers - 2);
        return new TreeSet<>(Set.of(
                new Head(lower, heads - 1),
                new Head(layers - 1, scenarios.between(0, layers - 2)),
                new Head(layers - 1, layers)));
    }

    private PlantedHeads planted(int layers, int heads, int length, Set<Head> targets) {
        return planted(layers, heads, length, targets, looks(Look.steadily(kind.place())));
    }

    /**
     * How heads look.
     *
     * @param target what a head of the kind does
     * @param others what others do, beside looking at the decoys' places and about
     */
    private List<Look> looks(Look target, Look... others) {
        var looks = new ArrayList<Look>();
        looks.add(target);
        looks.addAll(List.of(others));
        looks.add(Look.wandering());
        kind.decoys().forEach(decoy -> looks.add(Look.steadily(decoy)));
        return looks;
    }

    /** Targets look in the first of the ways that are given, and the other heads in the rest, in a drawn order. */
    private PlantedHeads planted(int layers, int heads, int length, Set<Head> targets, List<Look> looks) {
        var others = new ArrayDeque<>(drawn(layers * heads - targets.size(), looks.subList(1, looks.size())));
        var drawn = new Look[layers][heads];
        for (int layer = 0; layer < layers; layer++) {
            for (int head = 0; head < heads; head++) {
                drawn[layer][head] = targets.contains(new Head(layer, head)) ? looks.getFirst() : others.removeFirst();
            }
        }
        return PlantedHeads.drawn(scenarios, kind, drawn, length);
    }

    private List<Look> drawn(int count, List<Look> looks) {
        var drawn = new ArrayList<Look>();
        for (int at = 0; at < count; at++) {
            drawn.add(looks.get(at % looks.size()));
        }
        Collections.shuffle(drawn, new Random(scenarios.random().nextLong()));
        return drawn;
    }
}
