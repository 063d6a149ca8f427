package io.remotegpu.workspace.images;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Precondition;
import io.remotegpu.workspace.images.registry.ImageSource;
import io.remotegpu.workspace.images.registry.Registries;
import io.remotegpu.workspace.images.registry.RegistryAddress;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue, as administrators keep it. */
@Service
class Images {
    private final ImageRepository images;
    private final SyncedImages synced;
    private final Registries registries;

    Images(ImageRepository images, SyncedImages synced, Registries registries) {
        this.images = images;
        this.synced = synced;
        this.registries = registries;
    }

    Image show(long id) {
        return images.find(id).orElseThrow(() -> notFound(id));
    }

    @Transactional
    Image add(NewImage image) {
        try {
            return show(images.insert(image));
        } catch (DuplicateKeyException known) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "the catalogue has " + image.name() + " already; change that entry",
                    Map.of("resource", "image", "name", image.name()));
        }
    }

    @Transactional
    Image change(long id, ImageChanges changes, Precondition precondition) {
        precondition.require(lock(id));
        images.update(id, changes);
        return show(id);
    }

    /** Environments made from it stay as they are, and others may still name it. */
    @Transactional
    void delete(long id) {
        lock(id);
        images.delete(id);
    }

    /** The registry is read before the transaction begins: its pace must hold up nobody else. */
    SyncReport sync(SyncRequest request) {
        RegistryAddress address = request.address();
        ImageSource source = request.isHarbor()
                ? registries.harbor(address, request.requiredProject())
                : registries.oci(address, request.prefixOrAll());
        return synced.bring(source.name(), source.read(), request.typeOrCustom());
    }

    private Image lock(long id) {
        return images.lock(id).orElseThrow(() -> notFound(id));
    }

    private static PlatformException notFound(long id) {
        return PlatformException.notFound("image", id);
    }
}
