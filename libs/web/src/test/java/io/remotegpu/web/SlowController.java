package io.remotegpu.web;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers when the test lets it. */
@RestController
class SlowController {
    private final Semaphore arrivals = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);

    @GetMapping("/api/v1/slow")
    ApiResponse<String> slow() throws InterruptedException {
        arrivals.release();
        gate.await();
        return ApiResponse.of("at last");
    }

    boolean visitedBy(int visitors) throws InterruptedException {
        return arrivals.tryAcquire(visitors, 60, TimeUnit.SECONDS);
    }

    void letGo() {
        gate.countDown();
    }
}
