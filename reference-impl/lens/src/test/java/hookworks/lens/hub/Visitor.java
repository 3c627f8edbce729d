package hookworks.lens.hub;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who uses a hub, whose pauses take no time and are written down, as is the progress they saw. */
final class Visitor implements DownloadProgress {
    static final HubLimits LIMITS =
            new HubLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(2), 3, 1L << 40);

    record Step(String file, long bytes, OptionalLong total) {}

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<Step> steps = new CopyOnWriteArrayList<>();
    final List<HubException> outages = new CopyOnWriteArrayList<>();
    private final HubSettings settings;

    Visitor(HubSettings settings) {
        this.settings = settings;
    }

    static Visitor of(FakeHub hub, Path cache) {
        return new Visitor(new HubSettings(hub.endpoint(), cache, Optional.of("hf_secret"), false, LIMITS));
    }

    Visitor withLimits(HubLimits limits) {
        return new Visitor(settings.withLimits(limits));
    }

    Visitor withoutToken() {
        return new Visitor(new HubSettings(
                settings.endpoint(), settings.cache(), Optional.empty(), settings.offline(), settings.limits()));
    }

    Visitor offline() {
        return new Visitor(
                new HubSettings(settings.endpoint(), settings.cache(), settings.token(), true, settings.limits()));
    }

    Path snapshot(String... required) {
        return snapshot(WantedFiles.of(required));
    }

    Path snapshot(WantedFiles wanted) {
        try (ModelHub hub = hub()) {
            return hub.snapshot(FakeHub.REPO, "main", wanted);
        }
    }

    Path model() {
        try (ModelHub hub = hub()) {
            return hub.modelSnapshot(FakeHub.REPO, "main");
        }
    }

    ModelHub hub() {
        return new ModelHub(settings, pauses::add, this);
    }

    @Override
    public void advanced(String file, long bytes, OptionalLong total) {
        steps.add(new Step(file, bytes, total));
    }

    @Override
    public void usesCache(String repo, HubException unreachable) {
        outages.add(unreachable);
    }
}
