package io.remotegpu.billing.meter;

import io.remotegpu.billing.customers.Customers;
import io.remotegpu.billing.prices.PriceBook;
import io.remotegpu.billing.prices.Prices;
import io.remotegpu.billing.prices.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Fixes who pays for a stretch and at what price, when the stretch is first known. */
@Component
class RecordOpener {
    private static final String GIS = "gis-";

    private final Prices prices;
    private final Customers customers;

    RecordOpener(Prices prices, Customers customers) {
        this.prices = prices;
        this.customers = customers;
    }

    /** Prices and customers' types for these leases, read once. */
    Opening forAll(Collection<KnownLease> leases) {
        List<Long> payers = leases.stream()
                .map(lease -> lease.terms().orElseThrow().customerId().value())
                .distinct()
                .toList();
        return new Opening(prices.book(), customers.typesOf(payers));
    }

    record Opening(PriceBook prices, Map<Long, String> customerTypes) {
        /** A record without seconds yet. */
        StoredRecord open(KnownLease lease, int segment, Metered stretch) {
            Fact.Terms terms = lease.termsAt(stretch.start()).orElseThrow();
            boolean gis = isGis(lease.lease());
            Resource resource = resource(terms, gis && !lease.lease().isHome());
            return new StoredRecord(
                    UUID.randomUUID(),
                    lease.lease(),
                    segment,
                    kind(lease.lease(), gis),
                    terms.customerId(),
                    terms.workspaceId(),
                    RecordedResource.of(resource),
                    stretch,
                    false,
                    0,
                    prices.at(
                            stretch.start(),
                            customerTypes.get(terms.customerId().value()),
                            terms.workspaceId().value(),
                            resource),
                    null);
        }

        /** The same record, or one with the size of its stretch if a change of size that came late has moved it there. */
        StoredRecord fitting(StoredRecord known, KnownLease lease, Metered stretch) {
            Fact.Terms terms = lease.termsAt(stretch.start()).orElseThrow();
            if (known.resource().isSized(terms.cpu(), terms.memory())) {
                return known;
            }
            StoredRecord fresh = open(lease, known.segment(), stretch);
            return known.of(fresh.resource(), fresh.price());
        }

        private static boolean isGis(Lease lease) {
            return lease.workloadId().value().startsWith(GIS);
        }

        private static String kind(Lease lease, boolean gis) {
            if (lease.isHome()) {
                return "storage";
            }
            return gis ? "gis" : "compute";
        }

        private static Resource resource(Fact.Terms terms, boolean gis) {
            return new Resource(
                    terms.gpus().stream().map(Resource.Gpu::of).toList(),
                    terms.cpu(),
                    terms.memory(),
                    terms.storage(),
                    gis);
        }
    }
}
