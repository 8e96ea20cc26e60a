import type {
  NewTicket,
  Ticket,
  TicketList,
  TicketProposal,
  TicketStatus,
  TicketsOfChat,
} from "@causerie/protocol";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { ask, type HttpFailure } from "../ui/ask.ts";
import { addressOf, type TicketsSearch } from "./tickets-search.ts";

const HOME = "/dashboard-api";
/** Colleagues make and solve tickets too. */
const LOOK_AGAIN_MS = 10_000;
/** Whoever has just made one watches its mail go. */
const MAIL_LOOK_MS = 1_000;

const keys = {
  all: ["tickets"],
  list: (address: string) => ["tickets", "list", address],
  one: (number: number) => ["tickets", "one", number],
  ofChat: (chatId: string) => ["tickets", "of-chat", chatId],
  /** Apart: it is read anew with each dialog. */
  proposal: (chatId: string) => ["ticket-proposal", chatId],
} as const;

/** Page by page, the latest first. */
export function useTickets(search: TicketsSearch) {
  return useInfiniteQuery<TicketList, HttpFailure>({
    queryKey: keys.list(addressOf(search)),
    queryFn: ({ pageParam }) =>
      // Pages begin below the number that this very function gave.
      ask<TicketList>("GET", `${HOME}/tickets?${addressOf(search, pageParam as number | undefined)}`),
    initialPageParam: undefined,
    getNextPageParam: ({ tickets, more }) => (more ? tickets.at(-1)?.number : undefined),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useTicket(number: number) {
  return useQuery<Ticket, HttpFailure>({
    queryKey: keys.one(number),
    queryFn: () => ask<Ticket>("GET", `${HOME}/tickets/${number}`),
    refetchInterval: ({ state: { data } }) => (data?.mailState === "owed" ? MAIL_LOOK_MS : LOOK_AGAIN_MS),
    retry: (count, { code }) => code !== "not-found" && count < 3,
  });
}

export function useTicketsOfChat(chatId: string) {
  return useQuery<TicketsOfChat, HttpFailure>({
    queryKey: keys.ofChat(chatId),
    queryFn: () => ask<TicketsOfChat>("GET", `${HOME}/chats/${chatId}/tickets`),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Read once for a dialog: what is typed there is not overwritten. */
export function useTicketProposal(chatId: string) {
  return useQuery<TicketProposal, HttpFailure>({
    queryKey: keys.proposal(chatId),
    queryFn: () => ask<TicketProposal>("GET", `${HOME}/chats/${chatId}/ticket-proposal`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

export function useCreateTicket() {
  return useChange((fields: NewTicket) => ask<Ticket>("POST", `${HOME}/tickets`, fields));
}

export function useSetStatus(number: number) {
  return useChange((status: TicketStatus) =>
    ask<Ticket>("PUT", `${HOME}/tickets/${number}/status`, { status }),
  );
}

export function useSendMails(number: number) {
  return useChange((_: undefined) => ask<Ticket>("POST", `${HOME}/tickets/${number}/mails`));
}

/** The answer is the ticket as it is now; lists that hold it are read again. */
function useChange<Input>(change: (input: Input) => Promise<Ticket>) {
  const queryClient = useQueryClient();
  return useMutation<Ticket, HttpFailure, Input>({
    mutationFn: change,
    networkMode: "always",
    onSuccess: (ticket) => {
      void queryClient.invalidateQueries({ queryKey: keys.all });
      queryClient.setQueryData(keys.one(ticket.number), ticket);
    },
  });
}
