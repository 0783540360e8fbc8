package io.fleetfix.bootstrap.feature;

import com.google.inject.Provider;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.http.mailbox.KeptMailRoutes;
import io.fleetfix.adapter.http.mailbox.MailRoutes;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.adapter.inmemory.InMemoryInvoiceMail;
import io.fleetfix.adapter.smtp.SmtpInvoiceMail;
import io.fleetfix.adapter.smtp.SmtpServer;
import io.fleetfix.application.mail.MailPauses;
import io.fleetfix.application.mail.SendInvoice;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.bootstrap.metrics.Cached;
import io.fleetfix.domain.invoice.CreditNoteIssued;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.DetachedTasks;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Mails documents. If the profile keeps mails, the service shows them at /mails. */
public final class MailModule extends ComponentModule {
  private static final Duration CHECK_EVERY = Duration.ofSeconds(30);

  private final @Nullable SmtpServer server;
  private final @Nullable Mailbox mailbox;

  private MailModule(@Nullable SmtpServer server, @Nullable Mailbox mailbox) {
    this.server = server;
    this.mailbox = mailbox;
  }

  /** Keeps mails in memory and sends nothing. */
  public static MailModule inMemory() {
    return new MailModule(null, null);
  }

  /** Sends mails to a server; the service does not list them. */
  public static MailModule to(SmtpServer server) {
    return new MailModule(server, null);
  }

  /** Sends mails to a server whose mailbox the service lists. */
  public static MailModule to(SmtpServer server, Mailbox mailbox) {
    return new MailModule(server, mailbox);
  }

  @Override
  protected void configure() {
    construct(SendInvoice.class, DetachedTasks.class);
    bind(DetachedTasks.Limits.class).toInstance(SendInvoice.LIMITS);
    bind(MailPauses.class).toInstance(MailPauses.DEFAULT);
    Multibinder.newSetBinder(binder(), Background.class).addBinding().to(DetachedTasks.class);
    if (server == null) {
      construct(InMemoryInvoiceMail.class);
      bind(InvoiceMail.class).to(InMemoryInvoiceMail.class);
      bind(Mailbox.class).to(InMemoryInvoiceMail.class);
      shown();
    } else {
      bind(SmtpServer.class).toInstance(server);
      construct(SmtpInvoiceMail.class);
      bind(InvoiceMail.class).to(SmtpInvoiceMail.class);
      checked();
      if (mailbox != null) {
        bind(Mailbox.class).toInstance(mailbox);
        shown();
      }
    }
  }

  /** Seldom: providers count logins. */
  private void checked() {
    Provider<SmtpInvoiceMail> mail = getProvider(SmtpInvoiceMail.class);
    Cached<Result> last = new Cached<>(() -> Result.of(mail.get()), CHECK_EVERY, System::nanoTime);
    Multibinder.newSetBinder(binder(), ResourceCheck.class).addBinding().toInstance(last::get);
  }

  private void shown() {
    construct(MailRoutes.class, KeptMailRoutes.class);
    Multibinder<Routes> routes = Multibinder.newSetBinder(binder(), Routes.class);
    routes.addBinding().to(MailRoutes.class);
    routes.addBinding().to(KeptMailRoutes.class);
  }

  @ProvidesIntoSet
  static ReactionBinding reaction(SendInvoice sendInvoice) {
    return ReactionBinding.each(
        WorkshopOutbox.MAIL,
        Types.only(InvoiceIssued.TYPE, CreditNoteIssued.TYPE, InvoiceMailRequested.TYPE),
        sendInvoice);
  }
}
