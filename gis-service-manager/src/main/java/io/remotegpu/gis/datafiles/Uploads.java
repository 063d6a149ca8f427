package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.descriptors.DataFormat;
import io.remotegpu.gis.descriptors.DataPlace;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.gis.quotas.StorageLedger;
import io.remotegpu.gis.services.UserService;
import io.remotegpu.web.FieldError;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes files in: announced with their size first, so that what does not fit is refused before it travels, then piece after piece. */
@Service
class Uploads {
    private static final long MEBIBYTE = 1024L * 1024;

    private final UploadedFiles files;
    private final Chunks chunks;
    private final DescriptorCatalog catalog;
    private final QuotaLedger quotas;
    private final StorageLedger storage;
    private final DataFileProperties properties;

    Uploads(
            UploadedFiles files,
            Chunks chunks,
            DescriptorCatalog catalog,
            QuotaLedger quotas,
            StorageLedger storage,
            DataFileProperties properties) {
        this.files = files;
        this.chunks = chunks;
        this.catalog = catalog;
        this.quotas = quotas;
        this.storage = storage;
        this.properties = properties;
    }

    /** @throws PlatformException VALIDATION_FAILED, ALREADY_EXISTS, or QUOTA_EXCEEDED where the service may not keep that much */
    @Transactional
    public UploadedFile announce(UserService service, NewFile wanted) {
        DataFormat format = format(service, wanted);
        if (wanted.sizeBytes() > properties.largest().toBytes()) {
            throw FieldError.refuse(
                    "size_bytes", "must be at most " + properties.largest().toBytes());
        }
        quotas.hold(service.owner());
        requireFewer(service);
        requireRoom(service, wanted.sizeBytes());
        try {
            long id = files.insert(
                    service.id(), wanted.folder(), wanted.name(), format, wanted.sizeBytes(), wanted.sha256());
            return files.find(service.id(), id).orElseThrow();
        } catch (DuplicateKeyException taken) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "the service has a file of this name in this folder, be it in other capitals; delete it first, or choose another name",
                    Map.of("resource", "data_file"));
        }
    }

    /** Keeps the next bytes, in a transaction of their own: what is here stays here when the connection breaks. */
    @Transactional
    public void append(UploadedFile file, long offset, byte[] bytes) {
        if (!files.advance(file.id(), offset, bytes.length)) {
            throw refused(files.find(file.serviceId(), file.id())
                    .orElseThrow(() -> PlatformException.notFound("data_file", file.id())));
        }
        chunks.add(file.id(), 0, offset, bytes);
    }

    /** The service sees it no more from its next start on. */
    @Transactional
    public void delete(long service, long file) {
        if (!files.delete(service, file)) {
            throw PlatformException.notFound("data_file", file);
        }
    }

    static PlatformException refused(UploadedFile file) {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                "the next bytes of this file are those from " + file.received() + " to " + file.size()
                        + "; ask where it stands and go on from there",
                Map.of("status", file.state().wireName(), "received_bytes", file.received()));
    }

    private DataFormat format(UserService service, NewFile wanted) {
        DataPlace place = catalog.require(service.type()).descriptor().dataFiles();
        if (place == null) {
            throw FieldError.refuse(
                    "folder", "cannot be chosen: a service of type " + service.type() + " reads no files");
        }
        List<String> names =
                place.folders().stream().map(DataPlace.Folder::name).toList();
        DataPlace.Folder folder =
                place.folder(wanted.folder()).orElseThrow(() -> FieldError.refuse("folder", "must be one of " + names));
        return DataFormat.of(wanted.name(), folder.formats())
                .orElseThrow(() -> FieldError.refuse(
                        "name",
                        "must end in one of "
                                + folder.formats().stream()
                                        .flatMap(format -> format.endings().stream())
                                        .toList()));
    }

    private void requireFewer(UserService service) {
        int limit = properties.mostFiles();
        int used = files.count(service.id());
        if (used >= limit) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "the service has %d files, and may have no more; delete some, or put their content into fewer"
                            .formatted(used),
                    Map.of("resource", "files", "limit", limit, "used", used, "requested", 1));
        }
    }

    private void requireRoom(UserService service, long bytes) {
        long limit = service.size().storageMb() * MEBIBYTE;
        long used = files.used(service.id()) + storage.kept(service.id()).volumesMb() * MEBIBYTE;
        if (bytes > limit - used) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "the service may keep %d bytes, %d are used and %d more are asked for; delete files or give it more storage_mb"
                            .formatted(limit, used, bytes),
                    Map.of("resource", "storage_bytes", "limit", limit, "used", used, "requested", bytes));
        }
    }
}
