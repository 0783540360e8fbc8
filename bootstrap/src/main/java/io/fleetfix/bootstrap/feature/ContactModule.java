package io.fleetfix.bootstrap.feature;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.adapter.dynamodb.ContactRowMapping;
import io.fleetfix.adapter.dynamodb.DynamoDbContacts;
import io.fleetfix.adapter.http.repair.ContactRoutes;
import io.fleetfix.adapter.inmemory.InMemoryContacts;
import io.fleetfix.adapter.smtp.IdnaDomains;
import io.fleetfix.application.contact.CorrectContact;
import io.fleetfix.application.contact.FindContact;
import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.port.MailDomains;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecords;
import java.time.InstantSource;
import java.util.List;

/** Where the customers are reached, one contact per repair whose address was corrected. */
public final class ContactModule extends FeatureModule {
  public ContactModule(StoreKind store) {
    super(store);
  }

  @Override
  protected void configure() {
    rows(() -> List.of(InMemoryContacts.KIND), () -> List.of(new ContactRowMapping()));
    port(Contacts.class, InMemoryContacts.class, DynamoDbContacts.class);
    construct(FindContact.class, CorrectContact.class, IdnaDomains.class);
    bind(MailDomains.class).to(IdnaDomains.class);
    raisesNothing(Contact.class, Contact.KEY_PREFIX);
    routes(ContactRoutes.class);
  }

  @Provides
  @Singleton
  static ExecuteCommand<Contact, Refusal> command(
      FindContact find, IdempotencyRecords records, UnitOfWork unitOfWork, InstantSource clock) {
    return new ExecuteCommand<>(id -> find.find(new RepairId(id)), records, unitOfWork, clock);
  }
}
