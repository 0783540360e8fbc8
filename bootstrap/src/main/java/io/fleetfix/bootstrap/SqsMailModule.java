package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.sqs.Reactions;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.reaction.SendInvoice;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.domain.InvoiceIssued;

/** The queue of the mails, where there is a way for them to go. */
final class SqsMailModule extends AbstractModule {
  private final SqsLanes lanes;

  SqsMailModule(SqsLanes lanes) {
    this.lanes = lanes;
  }

  @ProvidesIntoSet
  Background mail(SendInvoice sendInvoice, Tracing tracing, ConsumerMeters meters) {
    return lanes.lane(
        BusRule.MAIL,
        Reactions.each(InvoiceIssued.TYPE::equals, tracing.each("mail", sendInvoice)),
        meters);
  }

  @ProvidesIntoSet
  ResourceCheck mailQueue() {
    return lanes.check(BusRule.MAIL);
  }
}
