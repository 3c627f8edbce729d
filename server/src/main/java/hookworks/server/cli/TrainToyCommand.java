package hookworks.server.cli;

import hookworks.lens.plots.Axis;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HtmlPage;
import hookworks.lens.plots.LineChart;
import hookworks.lens.plots.Series;
import hookworks.lens.train.LossHistory;
import hookworks.lens.train.StepReport;
import hookworks.lens.train.ToyRecipe;
import hookworks.lens.train.ToyTraining;
import hookworks.lens.train.TrainedToy;
import hookworks.lens.train.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the bundled model again, or another by the same recipe. */
@Command(
        name = "train-toy",
        mixinStandardHelpOptions = true,
        description = "Trains the two-layer model that the course looks into: some minutes on two cores.",
        footer = "An interrupted training goes on where it was when it is started again on the same folder.")
final class TrainToyCommand implements Runnable {
    private static final int BAR = 30;
    private static final int LINES = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--corpus",
            required = true,
            paramLabel = "DIR",
            description = "a folder of English text, .txt or .txt.gz")
    private Path corpus = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "where the model goes: weights, config, tokenizer, record and loss plot")
    private Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "another than the bundled model's")
    private @Nullable Long seed;

    private final ToyRecipe recipe;

    TrainToyCommand(ToyRecipe recipe) {
        this.recipe = recipe;
    }

    @Override
    public void run() {
        ToyRecipe chosen = seed == null ? recipe : recipe.withSeed(seed);
        try {
            TrainedToy trained = ToyTraining.run(chosen, corpus, out, report -> tell(report, chosen.steps()));
            Path plot = out.resolve("losses.html");
            HtmlPage.write(plot, "How the model learned", List.of(losses(trained.history())));
            print("trained: %s; the losses are drawn in %s".formatted(out, plot));
            print("./hookworks model-card --model %s --corpus %s tells what it learned".formatted(out, corpus));
        } catch (TrainingException e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotRun("cannot write the loss plot into '%s': %s".formatted(out, e), e);
        }
    }

    /** A bar and figures, on one line of a terminal that moves on by itself, some fifty times in all. */
    private void tell(StepReport report, int steps) {
        int done = report.step() + 1;
        if (done % Math.max(1, steps / LINES) != 0 && done != steps) {
            return;
        }
        int filled = BAR * done / steps;
        print(String.format(
                Locale.ROOT,
                "[%s%s] %d/%d  text %s  repeats %s  %.0f tokens/s",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                done,
                steps,
                loss(report.textLoss()),
                loss(report.repeatLoss()),
                report.tokensPerSecond()));
    }

    private static String loss(@Nullable Double nats) {
        return nats == null ? "-" : String.format(Locale.ROOT, "%.3f", nats);
    }

    /** Of the points that have both losses; all of the bundled recipe's do. */
    private static Figure losses(LossHistory history) {
        List<LossHistory.Point> both = history.points().stream()
                .filter(point -> point.text() != null && point.repeat() != null)
                .toList();
        return LineChart.of(
                        "loss, nats per token",
                        series("text", both, LossHistory.Point::text),
                        series("repeats, where they are settled", both, LossHistory.Point::repeat))
                .withPlaces(new Axis(
                        "step",
                        both.stream().map(point -> String.valueOf(point.step())).toList()))
                .figure(
                        "Repeats fall at once where the induction circuit forms",
                        "Mean losses of the steps since the point before. " + best(history));
    }

    private static String best(LossHistory history) {
        LossHistory.Point last = history.points().getLast();
        return String.format(
                Locale.ROOT,
                "At the end the best previous-token score was %.2f and the best induction score %.2f.",
                last.previous(),
                last.induction());
    }

    private static Series series(
            String name, List<LossHistory.Point> points, Function<LossHistory.Point, @Nullable Double> loss) {
        var values = new float[points.size()];
        for (int point = 0; point < values.length; point++) {
            values[point] =
                    Objects.requireNonNull(loss.apply(points.get(point))).floatValue();
        }
        return Series.of(name, values);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
