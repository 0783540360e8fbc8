package io.fleetfix.bootstrap.feature;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.adapter.dynamodb.DynamoDbRepairs;
import io.fleetfix.adapter.dynamodb.RepairRowMapping;
import io.fleetfix.adapter.http.repair.CustomerRoutes;
import io.fleetfix.adapter.http.repair.RepairRoutes;
import io.fleetfix.adapter.http.repair.WorkRoutes;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.ChangeCustomer;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.CorrectWork;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecords;
import java.time.InstantSource;
import java.util.List;

/** Repair orders. */
public final class RepairModule extends FeatureModule {
  public RepairModule(StoreKind store) {
    super(store);
  }

  @Override
  protected void configure() {
    rows(() -> List.of(InMemoryRepairs.KIND), () -> List.of(new RepairRowMapping()));
    port(Repairs.class, InMemoryRepairs.class, DynamoDbRepairs.class);
    construct(
        OpenRepair.class,
        ChangeCustomer.class,
        AddWork.class,
        CorrectWork.class,
        CompleteRepair.class,
        CancelRepair.class,
        FindRepairs.class);
    raises(RaisedByRepairs.class);
    routes(RepairRoutes.class);
    routes(CustomerRoutes.class);
    routes(WorkRoutes.class);
  }

  @Provides
  @Singleton
  static ExecuteCommand<Repair, Refusal> command(
      Repairs repairs, IdempotencyRecords records, UnitOfWork unitOfWork, InstantSource clock) {
    return new ExecuteCommand<>(id -> repairs.find(new RepairId(id)), records, unitOfWork, clock);
  }
}
