package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.moving.HomeReceiver;
import io.remotegpu.agent.moving.HomeSender;
import io.remotegpu.agent.moving.Sum;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.HomeAwaited;
import io.remotegpu.contracts.HomeNotReceived;
import io.remotegpu.contracts.HomeNotSent;
import io.remotegpu.contracts.HomeReceived;
import io.remotegpu.contracts.HomeSent;
import io.remotegpu.contracts.NodeCommand.HomeCommand;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what is asked of homes that move. The lane of the workload is busy meanwhile; a start, a stop or a removal that comes ends it. Until the
 * home that came is settled the workload counts as removed here, so nothing can start from half of it.
 */
final class Moving {
    private static final Logger log = LoggerFactory.getLogger(Moving.class);
    /** Each way. */
    static final int MOST_AT_ONCE = 2;

    private final HomeSender sender;
    private final HomeReceiver receiver;
    private final Answers answers;
    private final MoveSlots leaving = new MoveSlots(MOST_AT_ONCE);
    private final MoveSlots arriving = new MoveSlots(MOST_AT_ONCE);

    Moving(HomeSender sender, HomeReceiver receiver, Answers answers) {
        this.sender = sender;
        this.receiver = receiver;
        this.answers = answers;
    }

    void handle(WorkloadLane lane, HomeCommand command, @Nullable String trace) {
        switch (command) {
            case SendHome send -> send(lane, send, trace);
            case ReceiveHome receive -> receive(lane, receive, trace);
            case SettleHome settle -> settle(lane, settle, trace);
        }
    }

    private void send(WorkloadLane lane, SendHome command, @Nullable String trace) {
        try {
            if (Ruling.of(lane.known(), command) == Ruling.FENCED) {
                throw new IOException("it runs here, or a later command came");
            }
            BooleanSupplier overtaken = () -> lane.isOvertaken(command.epoch());
            leaving.through(overtaken, () -> sent(command, sender.send(command, overtaken), trace));
        } catch (IOException | RuntimeException failure) {
            log.warn("the home of {} was not sent: {}", command.workloadId(), failure.getMessage());
            answers.say(new HomeNotSent(answers.host(), command.workloadId(), command.epoch(), reason(failure)), trace);
        }
    }

    private void sent(SendHome command, Sum sum, @Nullable String trace) {
        log.info("the home of {} left, {} bytes", command.workloadId(), sum.size());
        answers.say(
                new HomeSent(answers.host(), command.workloadId(), command.epoch(), sum.size(), sum.sha256()), trace);
    }

    /** Nobody sends to a host that has not said that it is ready, so whoever sends is waited for by one who has his slot. */
    private void receive(WorkloadLane lane, ReceiveHome command, @Nullable String trace) {
        if (isSettled(lane, command)) {
            return; // a repeat: the settling has its own answer
        }
        try {
            if (Ruling.of(lane.known(), command) == Ruling.FENCED || isWithdrawn(lane, command)) {
                throw new IOException("it runs here, or a later command came");
            }
            BooleanSupplier overtaken = () -> lane.isOvertaken(command.epoch());
            arriving.through(overtaken, () -> takeIn(lane, command, overtaken, trace));
        } catch (IOException | RuntimeException failure) {
            endReceiving(lane, command, reason(failure), trace);
        }
    }

    private void takeIn(WorkloadLane lane, ReceiveHome command, BooleanSupplier overtaken, @Nullable String trace)
            throws IOException {
        String key = receiver.expect(command);
        lane.change(now -> now.removed(command.epoch()));
        answers.say(new HomeAwaited(answers.host(), command.workloadId(), command.epoch(), key), trace);
        receiver.receive(command, overtaken);
    }

    /** What has come whole is not fetched twice because the platform could not be told: whether it stays is for a later command to say. */
    private void endReceiving(WorkloadLane lane, ReceiveHome command, String reason, @Nullable String trace) {
        if (receiver.hasReceived(command) && !lane.isOvertaken(command.epoch())) {
            log.warn("the home of {} came, but the platform could not be told: {}", command.workloadId(), reason);
        } else {
            discard(command, reason, trace);
        }
    }

    private void settle(WorkloadLane lane, SettleHome command, @Nullable String trace) {
        if (!isSettled(lane, command)) {
            String difference = receiver.difference(command);
            if (difference != null) {
                discard(command, difference, trace);
                return;
            }
            lane.change(now -> now.settled(command.epoch()));
        }
        receiver.settled(command.workloadId());
        answers.say(new HomeReceived(answers.host(), command.workloadId(), command.epoch()), trace);
    }

    /** Of an older move nothing is left that it could take away from a newer one. */
    private void discard(HomeCommand command, String reason, @Nullable String trace) {
        log.warn("the home of {} was not taken in: {}", command.workloadId(), reason);
        if (receiver.expects(command.workloadId(), command.epoch())) {
            Persistently.run(
                    "removing what came of " + command.workloadId(), () -> receiver.discard(command.workloadId()));
        }
        answers.say(new HomeNotReceived(answers.host(), command.workloadId(), command.epoch(), reason), trace);
    }

    private boolean isSettled(WorkloadLane lane, HomeCommand command) {
        return lane.known().epoch() == command.epoch() && Ruling.of(lane.known(), command) == Ruling.REPEAT;
    }

    /** It was taken back already: a removal under the same epoch came before this repeat. */
    private boolean isWithdrawn(WorkloadLane lane, ReceiveHome command) {
        return lane.known().epoch() == command.epoch() && !receiver.expects(command.workloadId(), command.epoch());
    }

    private static String reason(Throwable failure) {
        return WorkloadFailure.of(failure).reason();
    }
}
