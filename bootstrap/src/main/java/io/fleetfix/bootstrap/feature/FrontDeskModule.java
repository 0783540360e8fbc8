package io.fleetfix.bootstrap.feature;

import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.dynamodb.DynamoDbNotices;
import io.fleetfix.adapter.dynamodb.NoticeRowMapping;
import io.fleetfix.adapter.http.repair.NoticeRoutes;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.RepairCancelled;
import io.fleetfix.domain.repair.RepairCompleted;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.util.List;

/** The front desk's notices, one per completed or cancelled repair. */
public final class FrontDeskModule extends FeatureModule {
  public FrontDeskModule(StoreKind store) {
    super(store);
  }

  @Override
  protected void configure() {
    rows(() -> List.of(InMemoryNotices.KIND), () -> List.of(new NoticeRowMapping()));
    port(Notices.class, InMemoryNotices.class, DynamoDbNotices.class);
    construct(PostNotice.class);
    raisesNothing(Notice.class, Notice.KEY_PREFIX);
    routes(NoticeRoutes.class);
  }

  @ProvidesIntoSet
  static ReactionBinding reaction(PostNotice postNotice) {
    return ReactionBinding.each(
        WorkshopOutbox.FRONT_DESK,
        Types.only(RepairCompleted.TYPE, RepairCancelled.TYPE),
        postNotice);
  }
}
