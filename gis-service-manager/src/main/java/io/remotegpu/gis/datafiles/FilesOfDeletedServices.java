package io.remotegpu.gis.datafiles;

import io.remotegpu.gis.services.ServiceActions;
import org.springframework.stereotype.Component;

/** What a service that is gone kept here goes with it, also where its volumes stay on their host: nothing could read it any more. */
@Component
class FilesOfDeletedServices implements ServiceActions {
    private final UploadedFiles files;

    FilesOfDeletedServices(UploadedFiles files) {
        this.files = files;
    }

    @Override
    public void created(long service, boolean autoStart) {
        // it has no files yet
    }

    @Override
    public void changed(long service, boolean restart) {
        // its files are what they were
    }

    @Override
    public void deleted(long service, boolean keepData) {
        // what runs may still be about to load some
    }

    @Override
    public void gone(long service) {
        files.deleteAll(service);
    }
}
