package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;

/** Whose quota it is. Every environment counts against its customer's and its workspace's. */
sealed interface QuotaHolder {
    /** The column that names it in both quota tables. */
    String column();

    long id();

    /** For messages: {@code customer} or {@code workspace}. */
    String kind();

    static QuotaHolder of(String kind, long id) {
        return kind.equals("customer") ? new OfCustomer(new CustomerId(id)) : new OfWorkspace(new WorkspaceId(id));
    }

    record OfCustomer(CustomerId customer) implements QuotaHolder {
        @Override
        public String column() {
            return "customer_id";
        }

        @Override
        public long id() {
            return customer.value();
        }

        @Override
        public String kind() {
            return "customer";
        }
    }

    record OfWorkspace(WorkspaceId workspace) implements QuotaHolder {
        @Override
        public String column() {
            return "workspace_id";
        }

        @Override
        public long id() {
            return workspace.value();
        }

        @Override
        public String kind() {
            return "workspace";
        }
    }
}
