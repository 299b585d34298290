import { BoundedCache } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { OpenClient } from '../auth-clients/auth-clients.service.js';
import { PostService } from '../senders/post.service.js';
import type { AccessToken } from './token.dto.js';
import { NoToken } from './token.errors.js';
import { refusalIn, sentenceOf, tokenIn } from './token-answer.js';
import { formsOfSecret, tokenRequest } from './token-request.js';

const mostKept = 10_000;
/** A token is used no more when it has less time left. */
const reserveSeconds = 30;
const longestAnswer = 65_536;

export interface Grant {
  /** Another one whenever something changes that the token depends on. */
  readonly key: string;
  readonly client: OpenClient;
  readonly scope: string | null;
}

/** Obtains access tokens and keeps them in memory, never at rest. Each process asks once at a time for each grant. */
@Injectable()
export class AccessTokensService {
  private readonly kept = new BoundedCache<AccessToken>(mostKept);
  private readonly asked = new Map<string, Promise<AccessToken>>();

  constructor(private readonly posts: PostService) {}

  /** @throws 502 `no-token` */
  async obtain(grant: Grant): Promise<AccessToken> {
    const kept = this.kept.get(grant.key, Date.now() / 1_000);
    if (kept) return kept;
    const asked = this.asked.get(grant.key) ?? this.ask(grant).finally(() => this.asked.delete(grant.key));
    this.asked.set(grant.key, asked);
    return asked;
  }

  private async ask({ key, client, scope }: Grant): Promise<AccessToken> {
    const askedAt = new Date();
    const answer = await this.posts.post(tokenRequest(client, scope), longestAnswer).catch((failure: Error) => {
      throw new NoToken(failure.message);
    });
    const token = tokenIn(answer, askedAt);
    if (!token) {
      const refusal = refusalIn(answer, formsOfSecret(client));
      throw new NoToken(sentenceOf(refusal), { provider: refusal });
    }
    if (token.expiresAt) this.kept.set(key, token, token.expiresAt.getTime() / 1_000 - reserveSeconds);
    return token;
  }
}
