package io.remotegpu.gis.apikeys;

import io.remotegpu.gis.services.ServiceActions;
import org.springframework.stereotype.Component;

/** A service that its owner wants gone is opened by nobody's key from that moment on. */
@Component
class KeysOfDeletedServices implements ServiceActions {
    private final ApiKeyDesk desk;

    KeysOfDeletedServices(ApiKeyDesk desk) {
        this.desk = desk;
    }

    @Override
    public void created(long service, boolean autoStart) {
        // it has no keys yet
    }

    @Override
    public void changed(long service, boolean restart) {
        // its keys open what it is now
    }

    @Override
    public void deleted(long service, boolean keepData) {
        desk.withdrawAll(service);
    }

    /** One that never ran is gone at once. */
    @Override
    public void gone(long service) {
        desk.withdrawAll(service);
    }
}
