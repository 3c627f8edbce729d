package hookworks.server.grading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.suites.Margin;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Events and verdicts as the JSON that is stored. The names below are in the database: they never change. */
final class EventJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(GradingEvent.class, EventName.class)
            .addMixIn(CheckResult.class, OnlyWhereBorderline.class)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = GradingEvent.RunStarted.class, name = "run-started"),
        @JsonSubTypes.Type(value = GradingEvent.Compiled.class, name = "compiled"),
        @JsonSubTypes.Type(value = GradingEvent.ExerciseStarted.class, name = "exercise-started"),
        @JsonSubTypes.Type(value = GradingEvent.CheckJudged.class, name = "check-judged"),
        @JsonSubTypes.Type(value = GradingEvent.ExerciseJudged.class, name = "exercise-judged"),
        @JsonSubTypes.Type(value = GradingEvent.RunFinished.class, name = "run-finished")
    })
    private interface EventName {}

    /** Came later than the others, and is seldom there. */
    interface OnlyWhereBorderline {
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Margin> borderline();
    }

    private EventJson() {}

    static String write(GradingEvent event) {
        return write((Object) event);
    }

    static String write(ExerciseVerdict verdict) {
        return write((Object) verdict);
    }

    static GradingEvent readEvent(String json) {
        return read(json, GradingEvent.class);
    }

    static ExerciseVerdict readVerdict(String json) {
        return read(json, ExerciseVerdict.class);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException("cannot store %s as JSON".formatted(value), unwritable);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException damaged) {
            throw new UncheckedIOException("cannot read a stored %s".formatted(type.getSimpleName()), damaged);
        }
    }
}
