package io.remotegpu.agent.doctor;

import java.util.function.Supplier;

/**
 * One thing to look at.
 *
 * @param name for people
 * @param look may fail; the failure is the finding then
 */
public record Check(String name, Supplier<Finding> look) {
    public Finding run() {
        try {
            return look.get();
        } catch (RuntimeException failure) {
            String message = failure.getMessage();
            return Finding.bad(
                    message == null ? failure.toString() : message,
                    "nothing could be found out about it: see the message");
        }
    }
}
