package io.remotegpu.workspace.tenancy;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttributeSource;

/** Every method of a {@code @Repository} joins the running transaction or is one, so that no read escapes being named. */
final class RepositoryTransactions implements TransactionAttributeSource {
    private final AnnotationTransactionAttributeSource said = new AnnotationTransactionAttributeSource(false);

    @Override
    public boolean isCandidateClass(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Repository.class);
    }

    @Override
    public @Nullable TransactionAttribute getTransactionAttribute(Method method, @Nullable Class<?> type) {
        Class<?> target = type == null ? method.getDeclaringClass() : type;
        boolean ours = isCandidateClass(target)
                && method.getDeclaringClass() != Object.class
                && said.getTransactionAttribute(method, target) == null;
        return ours ? new DefaultTransactionAttribute() : null;
    }
}
