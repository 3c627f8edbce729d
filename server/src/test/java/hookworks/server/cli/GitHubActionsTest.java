package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@DisplayName("A workflow for GitHub Actions")
final class GitHubActionsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String COMMAND = "./hookworks ";

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("github-actions"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    @DisplayName("calls ./hookworks with options that there are")
    void callsWhatIsThere(Path workflow) throws IOException {
        List<String> calls = steps(workflow)
                .flatMap(step -> step.path("run").asText().lines())
                .map(String::strip)
                .filter(line -> line.startsWith(COMMAND))
                .toList();

        assertThat(calls).isNotEmpty().allSatisfy(call -> {
            var parsed = Main.commandLine()
                    .parseArgs(call.substring(COMMAND.length()).split(" +"));
            assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("grade");
            assertThat(parsed.subcommand().hasMatchedOption("--sandbox")).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    @DisplayName("may only read, keeps no credentials, and takes other people's actions by their commit")
    void mayLittle(Path workflow) throws IOException {
        assertThat(read(workflow).path("permissions")).hasToString("{\"contents\":\"read\"}");
        assertThat(Files.readString(workflow)).doesNotContain("secrets.", "pull_request_target", "github.token");
        assertThat(steps(workflow).filter(step -> step.has("uses")))
                .isNotEmpty()
                .allSatisfy(step -> {
                    String action = step.path("uses").asText();
                    assertThat(action).matches("actions/[a-z/-]+@[0-9a-f]{40}");
                    if (action.startsWith("actions/checkout@")) {
                        assertThat(step.path("with").path("persist-credentials").toString())
                                .isEqualTo("false");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    @DisplayName("keeps Maven's repository and the natives, and hands its reports out also where something failed")
    void keeps(Path workflow) throws IOException {
        assertThat(steps(workflow).map(step -> step.path("with").path("path").asText()))
                .anySatisfy(path -> assertThat(path).contains("~/.m2/repository", "~/.cache/hookworks/natives"));
        assertThat(steps(workflow).filter(step -> step.path("uses").asText().contains("upload-artifact")))
                .singleElement()
                .satisfies(step -> assertThat(step.path("if").asText()).isEqualTo("always()"));
    }

    @Test
    @DisplayName("is told of in the documentation")
    void told() throws IOException {
        String page = Files.readString(DOCS.resolve("github-actions.md"));
        assertThat(workflows())
                .hasSize(2)
                .allSatisfy(workflow -> assertThat(page).contains("(github-actions/" + workflow.getFileName() + ")"));
    }

    private static JsonNode read(Path workflow) throws IOException {
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(workflow));
        return new ObjectMapper().valueToTree(yaml);
    }

    private static Stream<JsonNode> steps(Path workflow) throws IOException {
        return read(workflow)
                .path("jobs")
                .valueStream()
                .flatMap(job -> job.path("steps").valueStream());
    }
}
