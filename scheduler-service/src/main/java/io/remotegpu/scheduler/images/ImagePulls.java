package io.remotegpu.scheduler.images;

import io.remotegpu.contracts.FleetEvent.HostAdministered;
import io.remotegpu.contracts.HostCommand.PullImage;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.ImageNotPulled;
import io.remotegpu.contracts.ImagePullProgressed;
import io.remotegpu.contracts.ImagePulled;
import io.remotegpu.contracts.NodeEvent.ImageEvent;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.images.ImagePullStore.Due;
import io.remotegpu.web.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Has hosts asked for images until each has said what became of it, or the time for that is over. No workload waits for it. */
@Component
public class ImagePulls {
    private final ImagePullStore store;
    private final ImagePullProperties properties;
    private final Outbox outbox;
    private final Clock clock;

    ImagePulls(ImagePullStore store, ImagePullProperties properties, Outbox outbox, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Who asked is told of as of everything that is done to hosts. */
    @Transactional
    public UUID request(Caller caller, NewImagePull wish) {
        List<String> hosts = chosen(wish);
        Instant now = clock.instant();
        int keep = Objects.requireNonNullElse(
                wish.keep(), Math.toIntExact(properties.keep().toSeconds()));
        UUID id = UUID.randomUUID();
        store.insert(id, wish, keep, caller.id().value(), now, now.plus(properties.within()));
        store.insertHosts(id, hosts, now);
        hosts.forEach(host -> outbox.publish(
                new HostAdministered(new HostId(host), null, "image-requested", caller.id(), caller.username())));
        return id;
    }

    /** In the transaction that takes in the fact; of a pull that nobody knows any more nothing is noted. */
    public void heard(ImageEvent fact) {
        Instant now = clock.instant();
        switch (fact) {
            case ImagePullProgressed on ->
                store.progressed(on.pullId(), on.hostId(), on.percent(), now.plus(properties.askAgain()));
            case ImagePulled done -> store.there(done.pullId(), done.hostId(), now);
            case ImageNotPulled not -> store.failed(not.pullId(), not.hostId(), not.reason(), now);
        }
    }

    @Scheduled(fixedDelayString = "${scheduler.images.watch-every:5s}")
    @Transactional
    public void watch() {
        Instant now = clock.instant();
        store.expire(now);
        store.due(now, properties.atOnce()).forEach(due -> ask(due, now));
        store.forget(now.minus(properties.keepEnded()));
    }

    private void ask(Due due, Instant now) {
        store.asked(due, now.plus(properties.askAgain()));
        int left = Math.toIntExact(
                Math.max(1, Duration.between(now, due.deadline()).toSeconds()));
        outbox.publish(new PullImage(new HostId(due.hostId()), due.pullId(), due.image(), left, due.keepSeconds()));
    }

    private List<String> chosen(NewImagePull wish) {
        List<String> named = wish.hosts();
        if (named != null && wish.labels() != null) {
            throw refused("hosts", "name hosts or labels, not both");
        }
        if (named == null) {
            List<String> labelled = store.labelled(Objects.requireNonNullElse(wish.labels(), Map.of()));
            if (labelled.isEmpty()) {
                throw refused("labels", "no host has these labels");
            }
            return labelled;
        }
        List<String> known = store.known(named);
        List<String> unknown = new ArrayList<>(named);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw refused("hosts", "there is no host " + String.join(", ", unknown));
        }
        return known;
    }

    private static PlatformException refused(String field, String words) {
        return new PlatformException(ErrorCode.VALIDATION_FAILED, words, Map.of(field, words));
    }
}
