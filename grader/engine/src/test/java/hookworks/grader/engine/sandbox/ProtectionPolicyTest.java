package hookworks.grader.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A policy")
class ProtectionPolicyTest {
    @Test
    @DisplayName("demands what every machine with bubblewrap can have, and more where it is told to")
    void demands() {
        var standard = ProtectionPolicy.standard();

        assertThat(standard.demanded())
                .contains(Protection.NETWORK, Protection.READ_ONLY, Protection.CAPABILITIES, Protection.DEADLINES)
                .doesNotContain(Protection.CONTROL_GROUP);
        assertThat(standard.and(Set.of(Protection.CONTROL_GROUP)).demanded())
                .containsExactlyInAnyOrder(Protection.values());
        assertThat(ProtectionPolicy.nothing().missingFrom(Set.of())).isEmpty();
    }

    @Test
    @DisplayName("names what does not stand, in order, each with what to do")
    void missing() {
        var standing = EnumSet.allOf(Protection.class);
        standing.removeAll(Set.of(Protection.CONTROL_GROUP, Protection.SYSTEM_CALLS, Protection.IPC));

        Set<Protection> missing = ProtectionPolicy.nothing()
                .and(Set.of(Protection.CONTROL_GROUP, Protection.SYSTEM_CALLS, Protection.NETWORK))
                .missingFrom(standing);

        assertThat(missing).containsExactly(Protection.SYSTEM_CALLS, Protection.CONTROL_GROUP);
        assertThat(ProtectionPolicy.refusal(missing))
                .containsSubsequence(
                        "system-calls (", ") is demanded and does not stand here", "x86-64", "control-group (");
    }

    @Test
    @DisplayName("is met by the sandbox of this machine, and by no wall of the system where there is no sandbox")
    void met() {
        Set<Protection> here = BubblewrapSandbox.find().orElseThrow().protections();

        assertThat(ProtectionPolicy.standard().missingFrom(here)).isEmpty();
        assertThat(new UnconfinedSandbox().protections()).containsExactly(Protection.OUTPUT, Protection.DEADLINES);
    }

    @Test
    @DisplayName("holds for every worker: none is started where its control group can't be made any more")
    void heldLater() throws IOException {
        var policy = ProtectionPolicy.nothing().and(Set.of(Protection.CONTROL_GROUP));
        var sandbox = BubblewrapSandbox.behind(Walls.without(policy.demanded())).under(policy);

        assertThatIOException()
                .isThrownBy(() -> sandbox.start(WorkerImage.ofThisInstallation("cpu"), WorkerLimits.standard()))
                .withMessageContaining("no control group can be made");
    }
}
