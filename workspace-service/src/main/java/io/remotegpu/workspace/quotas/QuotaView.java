package io.remotegpu.workspace.quotas;

record QuotaView(Amounts limits, Amounts used) {
    record Amounts(double cpu, long memory, long gpu, long storage, long environments) {
        static Amounts of(Resources resources) {
            return new Amounts(
                    resources.cpu().doubleValue(),
                    resources.memory(),
                    resources.gpu(),
                    resources.storage(),
                    resources.environments());
        }
    }
}
