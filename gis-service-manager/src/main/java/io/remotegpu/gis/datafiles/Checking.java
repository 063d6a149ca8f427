package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.gis.descriptors.DataFormat;
import io.remotegpu.gis.services.ServiceDirectory;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds out whether complete uploads are what their names say. Replicas share the work; what one that dies had begun, another does again. */
@Component
class Checking {
    private static final long MEBIBYTE = 1024L * 1024;

    private final UploadedFiles files;
    private final Chunks chunks;
    private final ServiceDirectory services;
    private final DataFileProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicBoolean checking = new AtomicBoolean();

    Checking(
            UploadedFiles files,
            Chunks chunks,
            ServiceDirectory services,
            DataFileProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        this.chunks = chunks;
        this.services = services;
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
                more = Boolean.TRUE.equals(transaction.execute(
                        status -> files.claim().map(this::checked).orElse(false)));
            }
        } finally {
            checking.set(false);
        }
    }

    @Scheduled(fixedDelayString = "${gis.data-files.clean-every:1h}")
    void forgetAbandoned() {
        files.forgetAbandoned(clock.instant().minus(properties.abandonedAfter()));
    }

    private boolean checked(UploadedFile file) {
        try {
            chunks.removeUnpackedNow(file.id());
            take(file);
        } catch (RefusedContent refused) {
            refuse(file, String.valueOf(refused.getMessage()));
        } catch (IOException broken) {
            refuse(file, "it ends in the middle of something");
        }
        return true;
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
            files.accept(file, sum, parts, 1);
        } else {
            files.accept(file, sum, List.of(new DataFile(file.path(), file.size(), sum)), 0);
        }
    }

    /** What its service may still keep; the archive itself is not kept. */
    private long allowance(UploadedFile file) {
        long may = services.find(file.serviceId())
                .map(service -> service.size().storageMb() * MEBIBYTE)
                .orElse(0L);
        return Math.max(0, may - files.used(file.serviceId()) + file.used());
    }

    private ChunkStream content(UploadedFile file) {
        return new ChunkStream(chunks, file.id(), 0, 0);
    }
}
