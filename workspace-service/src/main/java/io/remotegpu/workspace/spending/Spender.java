package io.remotegpu.workspace.spending;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** At whose cost environments run: all of a customer's, or everybody's in a workspace. */
public sealed interface Spender {
    /** The column that names it. */
    String column();

    long id();

    /** For messages: {@code customer} or {@code workspace}. */
    String kind();

    /** @param workspace null for everything the customer runs */
    static Spender of(CustomerId customer, @Nullable WorkspaceId workspace) {
        return workspace == null ? new OfCustomer(customer) : new OfWorkspace(workspace);
    }

    record OfCustomer(CustomerId customer) implements Spender {
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

    record OfWorkspace(WorkspaceId workspace) implements Spender {
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
