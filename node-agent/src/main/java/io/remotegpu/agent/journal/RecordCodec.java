package io.remotegpu.agent.journal;

import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.MessageCodec;
import io.remotegpu.contracts.wire.MessageTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A record as text: the first line is the checksum of the rest, which is JSON. Commands keep their wire form. */
final class RecordCodec {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RecordCodec() {}

    private record StoredCommand(
            String type, String json, @Nullable String traceparent) {}

    private record StoredRecord(
            WorkloadId workloadId,
            long epoch,
            Phase phase,
            List<StoredCommand> pending,
            List<String> gpus,
            @Nullable String containerId,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable WorkloadFailure failure,
            @Nullable Exit exit,
            @Nullable Long resetEpoch) {}

    static String write(WorkloadRecord workload) {
        String json = JSON.writeValueAsString(new StoredRecord(
                workload.workloadId(),
                workload.epoch(),
                workload.phase(),
                workload.pending().stream().map(RecordCodec::stored).toList(),
                workload.gpus(),
                workload.containerId(),
                workload.startedAt(),
                workload.endedAt(),
                workload.failure(),
                workload.exit(),
                workload.resetEpoch()));
        return checksum(json) + "\n" + json + "\n";
    }

    /** @throws IllegalArgumentException if the text is not what {@link #write} wrote */
    static WorkloadRecord read(String text) {
        String[] parts = text.split("\n", 2);
        if (parts.length != 2 || !parts[0].equals(checksum(parts[1].strip()))) {
            throw new IllegalArgumentException("its checksum is wrong");
        }
        try {
            return loaded(JSON.readValue(parts[1], StoredRecord.class));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no record: " + e.getOriginalMessage(), e);
        }
    }

    private static WorkloadRecord loaded(StoredRecord stored) {
        return new WorkloadRecord(
                stored.workloadId(),
                stored.epoch(),
                stored.phase(),
                stored.pending().stream().map(RecordCodec::loaded).toList(),
                stored.gpus(),
                stored.containerId(),
                stored.startedAt(),
                stored.endedAt(),
                stored.failure(),
                stored.exit(),
                // agents of earlier versions wrote none
                stored.resetEpoch() == null ? 0 : stored.resetEpoch());
    }

    private static StoredCommand stored(AcceptedCommand accepted) {
        NodeCommand command = accepted.command();
        return new StoredCommand(
                MessageTypes.nameOf(command.getClass()), MessageCodec.toJson(command), accepted.traceparent());
    }

    private static AcceptedCommand loaded(StoredCommand stored) {
        if (MessageCodec.fromJson("", "", stored.type(), stored.json()) instanceof NodeCommand command) {
            return new AcceptedCommand(command, stored.traceparent());
        }
        throw new IllegalArgumentException("it holds a command of a type this agent does not know: " + stored.type());
    }

    private static String checksum(String json) {
        CRC32C sum = new CRC32C();
        sum.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
