package io.remotegpu.gis.console;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.LogLine;
import io.remotegpu.gis.access.ServiceAccess;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.lifecycle.Hosts;
import io.remotegpu.gis.logs.Redaction;
import io.remotegpu.messaging.questions.NodeQuestions;
import io.remotegpu.messaging.questions.PrintedLog;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The end of what an instance printed, asked of its host. */
@RestController
@Tag(name = "GIS services")
class ConsoleController {
    private final ServiceAccess access;
    private final Hosts hosts;
    private final NodeQuestions questions;

    ConsoleController(ServiceAccess access, Hosts hosts, NodeQuestions questions) {
        this.access = access;
        this.hosts = hosts;
        this.questions = questions;
    }

    record Line(@Nullable Instant at, String stream, String text) {}

    /** @param leftOut how many lines before these did not fit into one answer */
    record Console(List<Line> lines, long leftOut) {}

    @Operation(summary = "The last lines that the instance printed, without passwords")
    @GetMapping("/api/v1/user-services/{id}/console-logs")
    ApiResponse<Console> console(
            Caller caller,
            @PathVariable @Positive long id,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int tail) {
        access.require(caller, id);
        HostId host = hosts.of(id).orElseThrow(ConsoleController::notThere);
        return ApiResponse.of(shown(ask(host, id, tail)));
    }

    private PrintedLog ask(HostId host, long id, int tail) {
        try {
            return questions.log(host, WorkloadIds.of(id), tail);
        } catch (PlatformException refused) {
            throw refused.code() == ErrorCode.NOT_FOUND ? notThere() : refused;
        }
    }

    private static Console shown(PrintedLog log) {
        return new Console(log.lines().stream().map(ConsoleController::line).toList(), log.leftOut());
    }

    private static Line line(LogLine line) {
        return new Line(line.at(), line.stream().name().toLowerCase(Locale.ROOT), Redaction.of(line.text()));
    }

    private static PlatformException notThere() {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                "nothing of the service runs now; why it ended stands in its log",
                Map.of());
    }
}
