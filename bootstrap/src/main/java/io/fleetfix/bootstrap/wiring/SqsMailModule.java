package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.sqs.Reactions;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.reaction.SendInvoice;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.ResourceCheck;
import io.fleetfix.bootstrap.telemetry.Tracing;
import io.fleetfix.domain.InvoiceIssued;

/** The queue of the mails, where there is a way for them to go. */
final class SqsMailModule extends AbstractModule {
  private final SqsConsumers lanes;

  SqsMailModule(SqsConsumers lanes) {
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
