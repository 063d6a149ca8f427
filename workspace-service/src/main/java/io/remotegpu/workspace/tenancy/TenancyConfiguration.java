package io.remotegpu.workspace.tenancy;

import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Names every transaction, and makes sure that nothing is read outside one. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class TenancyConfiguration {
    @Bean
    static NamedTransactions transactionManager(DataSource database) {
        return new NamedTransactions(database);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor repositoriesInTransactions(BeanFactory beans) {
        RepositoryTransactions attributes = new RepositoryTransactions();
        TransactionInterceptor interceptor = new TransactionInterceptor();
        interceptor.setBeanFactory(beans);
        interceptor.setTransactionAttributeSource(attributes);
        BeanFactoryTransactionAttributeSourceAdvisor advisor = new BeanFactoryTransactionAttributeSourceAdvisor();
        advisor.setTransactionAttributeSource(attributes);
        advisor.setAdvice(interceptor);
        return advisor;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor systemListenersAndJobs(BeanFactory beans) {
        MethodInterceptor named = call -> Tenancy.asPlatform(call::proceed);
        return new DefaultPointcutAdvisor(new AnnotationMatchingPointcut(AsSystem.class, true), named);
    }
}
