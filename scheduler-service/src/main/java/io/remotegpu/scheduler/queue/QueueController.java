package io.remotegpu.scheduler.queue;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who waits for what. */
@RestController
class QueueController {
    private final Queue queue;

    QueueController(Queue queue) {
        this.queue = queue;
    }

    @GetMapping("/api/v1/admin/queue")
    ApiResponse<List<Queue.Waiting>> queue(Caller caller) {
        caller.requireAdmin();
        return ApiResponse.of(queue.inOrder());
    }
}
