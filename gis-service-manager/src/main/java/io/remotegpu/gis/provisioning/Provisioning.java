package io.remotegpu.gis.provisioning;

import io.remotegpu.gis.services.ServiceActions;
import java.net.URI;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remembers which running instances are to be told their settings; {@link ProvisioningJob} does it. */
@Service
public class Provisioning implements ServiceActions {
    private final ProvisioningQueue queue;

    Provisioning(ProvisioningQueue queue) {
        this.queue = queue;
    }

    /**
     * It runs and answers. Called in the transaction that says so; again after each start.
     *
     * @param endpoint where this service reaches it, such as {@code http://10.0.0.7:31005}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ready(long service, URI endpoint) {
        queue.ready(service, endpoint);
    }

    /** It runs no more; nothing happens if it did not. */
    @Transactional
    public void ended(long service) {
        queue.forget(service);
    }

    @Override
    public void created(long service, boolean autoStart) {
        // it is told when it runs
    }

    /** What is restarted is told after that. */
    @Override
    public void changed(long service, boolean restart) {
        if (!restart) {
            queue.again(service);
        }
    }

    @Override
    public void deleted(long service, boolean keepData) {
        queue.forget(service);
    }
}
