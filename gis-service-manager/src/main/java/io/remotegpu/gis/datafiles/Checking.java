package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.gis.descriptors.DataFormat;
import io.remotegpu.gis.quotas.StorageLedger;
import io.remotegpu.gis.services.ServiceDirectory;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds out whether complete uploads are what their names say. Replicas share the work; what one that dies had begun, another does again. */
@Component
class Checking {
    private static final Logger LOG = LoggerFactory.getLogger(Checking.class);
    private static final long MEBIBYTE = 1024L * 1024;

    private final UploadedFiles files;
    private final Entries entries;
    private final Chunks chunks;
    private final ServiceDirectory services;
    private final StorageLedger storage;
    private final DataFileProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicBoolean checking = new AtomicBoolean();

    Checking(
            UploadedFiles files,
            Entries entries,
            Chunks chunks,
            ServiceDirectory services,
            StorageLedger storage,
            DataFileProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        this.entries = entries;
        this.chunks = chunks;
        this.services = services;
        this.storage = storage;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${gis.data-files.check-every:1s}")
    void checkAll() {
        if (checking.compareAndSet(false, true)) {
            // Gigabytes take their time, and all other timed work of this service is one thread's.
            Thread.ofVirtual().name("file-checks").start(this::checkOneAfterTheOther);
        }
    }

    private void checkOneAfterTheOther() {
        try {
            boolean more = true;
            while (more) {
                more = checkNext();
            }
        } finally {
            checking.set(false);
        }
    }

    /** One that cannot be looked at must not keep everybody else's waiting. */
    private boolean checkNext() {
        List<UploadedFile> claimed = new ArrayList<>(1);
        try {
            transaction.executeWithoutResult(status -> files.claim().ifPresent(file -> {
                claimed.add(file);
                check(file);
            }));
            return !claimed.isEmpty();
        } catch (RuntimeException failure) {
            LOG.error("upload {} was not looked at; it is tried again after the others", claimed, failure);
            claimed.forEach(file -> files.postpone(file.id()));
            return false;
        }
    }

    @Scheduled(fixedDelayString = "${gis.data-files.clean-every:1h}")
    void forgetAbandoned() {
        files.forgetAbandoned(clock.instant().minus(properties.abandonedAfter()));
    }

    private void check(UploadedFile file) {
        try {
            chunks.removeUnpackedNow(file.id());
            take(file);
        } catch (RefusedContent refused) {
            refuse(file, String.valueOf(refused.getMessage()));
        } catch (IOException broken) {
            refuse(file, "it ends in the middle of something");
        }
    }

    private void refuse(UploadedFile file, String problem) {
        chunks.removeUnpackedNow(file.id());
        chunks.removeAll(file.id());
        files.refuse(file, problem);
    }

    private void take(UploadedFile file) throws IOException, RefusedContent {
        String sum = Sums.of(content(file));
        if (file.sha256() != null && !file.sha256().equals(sum)) {
            throw new RefusedContent("what came has the SHA-256 " + sum + ", not the announced " + file.sha256());
        }
        ContentCheck.require(file.format(), file.size(), content(file));
        if (file.format() == DataFormat.SHAPEFILE) {
            List<DataFile> parts = new ShapefileArchive(chunks, file, allowance(file)).unpack(content(file));
            chunks.removeUpload(file.id());
            accept(file, sum, parts, 1);
        } else {
            accept(file, sum, List.of(new DataFile(file.path(), file.size(), sum)), 0);
        }
    }

    private void accept(UploadedFile file, String sum, List<DataFile> parts, int firstEntry) throws RefusedContent {
        int others = entries.countAlone(file.serviceId());
        if (others + parts.size() > Entries.MOST) {
            throw new RefusedContent(
                    "with its %d parts the service would read %d files, and may read %d; delete some first"
                            .formatted(parts.size(), others + parts.size(), Entries.MOST));
        }
        files.accept(file, sum, parts, firstEntry);
    }

    /** What its service may still keep; the archive itself is not kept. */
    private long allowance(UploadedFile file) {
        long may = services.find(file.serviceId())
                .map(service -> service.size().storageMb() * MEBIBYTE)
                .orElse(0L);
        long volumes = storage.kept(file.serviceId()).volumesMb() * MEBIBYTE;
        return Math.max(0, may - volumes - files.used(file.serviceId()) + file.used());
    }

    private ChunkStream content(UploadedFile file) {
        return new ChunkStream(chunks, file.id(), 0, 0);
    }
}
