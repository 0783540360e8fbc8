package io.fleetfix.application.reaction;

import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.completed;
import static io.fleetfix.application.SomeRepairs.eventOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.EffectStore;
import io.fleetfix.application.SomeRepairs;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostNoticeTest {
  private static final Instant NOW = Instant.parse("2025-11-12T14:00:02.000Z");

  @Test
  void postsANoticeOfACompletedRepair() {
    EffectStore store = new EffectStore(completed(ID));

    postNotice(store).on(eventOf(completed(ID)));

    assertThat(store.all(Notice.class))
        .containsExactly(
            new Notice(
                eventOf(completed(ID)).eventId(),
                ID,
                "Ready for collection: Volkswagen Golf, B-FF 2025",
                NOW));
  }

  @Test
  void asksToPrintTheInvoiceIfTheCustomerHasNoEmailAnyMore() {
    EffectStore store = new EffectStore(completed(ID));
    store.put(new Contact(ID, Version.FIRST, Optional.empty()));

    postNotice(store).on(eventOf(completed(ID)));

    assertThat(store.all(Notice.class))
        .extracting(Notice::text)
        .containsExactly(
            "Ready for collection: Volkswagen Golf, B-FF 2025. The customer has no e-mail: print"
                + " the invoice.");
  }

  @Test
  void saysThatWarrantyWorkHasNoInvoice() {
    Repair underWarranty = SomeRepairs.underWarranty(ID);
    EffectStore store = new EffectStore(underWarranty);

    postNotice(store).on(eventOf(underWarranty));

    assertThat(store.all(Notice.class))
        .extracting(Notice::text)
        .containsExactly(
            "Ready for collection: Volkswagen Golf, B-FF 2025. Under warranty: there is no"
                + " invoice.");
  }

  @Test
  void postsANoticeOfACancelledRepair() {
    Repair cancelled = SomeRepairs.cancelled(ID);
    EffectStore store = new EffectStore(cancelled);

    postNotice(store).on(eventOf(cancelled));

    assertThat(store.all(Notice.class))
        .extracting(Notice::text)
        .containsExactly("Cancelled: Volkswagen Golf, B-FF 2025. Sold abroad");
  }

  @Test
  void ignoresARedeliveredEvent() {
    EffectStore store = new EffectStore(completed(ID));

    postNotice(store).on(eventOf(completed(ID)));
    postNotice(store).on(eventOf(completed(ID)));

    assertThat(store.all(Notice.class)).hasSize(1);
    assertThat(store.attempts()).isEqualTo(1);
  }

  @Test
  void keepsAConcurrentlyPostedNotice() {
    EffectStore store = new EffectStore(completed(ID));
    store.overtakeBy(() -> postNotice(store).on(eventOf(completed(ID))));

    postNotice(store).on(eventOf(completed(ID)));

    assertThat(store.all(Notice.class)).hasSize(1);
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void failsWhenTheRepairIsUnknown() {
    EffectStore store = new EffectStore();

    assertThatExceptionOfType(UnknownRepair.class)
        .isThrownBy(() -> postNotice(store).on(eventOf(completed(ID))))
        .returns(ID, UnknownRepair::repairId);
    assertThat(store.attempts()).isZero();
  }

  private static PostNotice postNotice(EffectStore store) {
    return new PostNotice(
        store.repairs(), store.contacts(), store.notices(), store, InstantSource.fixed(NOW));
  }
}
